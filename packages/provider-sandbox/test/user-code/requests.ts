import fc from 'fast-check';
import { knownOr, schemaValue } from './arbitrary.js';
import type { ApiOperation, ApiParameter, Description } from './description.js';

/** What a function of a client takes: parameters by their keys, and `body`. */
export type UserRequest = Readonly<Record<string, unknown>>;

/** The parts of an exported descriptor that say how a client names things. */
export interface OperationDescriptor {
  readonly id: string;
  readonly params?: readonly { readonly key: string; readonly name: string }[];
}

/**
 * Requests that the types of an operation allow and whose values are valid by the schemas: any choice of what is
 * optional, and a form as an object or as `URLSearchParams`.
 */
export function requestsOf(
  description: Description,
  operation: ApiOperation,
  { params = [] }: OperationDescriptor,
): fc.Arbitrary<UserRequest> {
  const parts: Record<string, fc.Arbitrary<unknown>> = {};
  const requiredKeys: string[] = [];
  for (const parameter of operation.parameters) {
    const key = params.find(({ name }) => name === parameter.name)?.key;
    // A credential, which the configuration has.
    if (key === undefined) continue;
    parts[key] = parameterValue(description, parameter);
    if (parameter.required) requiredKeys.push(key);
  }
  const { requestBody } = operation;
  if (requestBody !== undefined) {
    parts.body = fc.oneof(
      ...requestBody.bodies.map(({ mediaType, schema }) => {
        const value = schemaValue(description, schema, 'request');
        if (mediaType !== 'application/x-www-form-urlencoded') return value;
        return fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: value.map(asForm) });
      }),
    );
    if (requestBody.required) requiredKeys.push('body');
  }
  return fc.record(parts, { requiredKeys, noNullPrototype: true });
}

/** In a URL or header, where some values have no place. */
function parameterValue(description: Description, parameter: ApiParameter): fc.Arbitrary<unknown> {
  const { schema, example } = parameter;
  const any = schemaValue(description, schema, 'request').filter(isSendable(parameter));
  const value = knownOr(description, parameter.name, 'request', any);
  return example === undefined ? value : fc.oneof({ weight: 2, arbitrary: fc.constant(example) }, value);
}

/**
 * HTTP cannot carry all that a schema of type string allows: a segment of a path is not empty and no `.` or `..`, which a
 * URL takes for a folder, and a header is visible ASCII without blanks around it. A client refuses what is not.
 */
function isSendable({ in: place }: ApiParameter): (value: unknown) => boolean {
  switch (place) {
    case 'path':
      return (value) => !/^\.{0,2}$/.test(`${value}`);
    case 'header':
      return (value) => /^[!-~](?:[ -~]*[!-~])?$/.test(`${value}`);
    default:
      return () => true;
  }
}

function asForm(value: unknown): URLSearchParams {
  const members = Object.entries(Object(value)).filter(([, member]) => member !== null);
  return new URLSearchParams(members.map(([name, member]) => [name, `${member}`]));
}
