import type { Provider, ProviderName } from '../src/core/provider.js';
import type { Operation } from '../src/openapi/spec.js';
import { FINICITY_TEST_CREDENTIALS } from '../src/providers/finicity/options.js';
import { MAILINABOX_TEST_ACCOUNTS } from '../src/providers/mailinabox/options.js';
import { sandboxProviders } from '../src/sandbox-providers.js';
import {
  bodyOf,
  type ExampleRequest,
  exampleRequest,
  type Parameter,
  parametersOf,
  written,
} from './example-request.js';
import { operationIds, providerNames, providerSpec } from './specs.js';

interface Broken {
  readonly operationId: string;
  /** What is wrong, in words. */
  readonly fault: string;
  readonly request: ExampleRequest;
  /** What the refusal has to name. */
  readonly named: string;
}

/** A value that a parameter cannot have; `undefined` where any text is one. */
function unfitValue({ schema }: Parameter): string | undefined {
  const { type, format, pattern, enum: choices } = schema;
  if (type === 'integer' || type === 'number') return 'many';
  if (type === 'boolean') return 'perhaps';
  if (choices !== undefined || pattern !== undefined) return '-none-';
  return ['uuid', 'email', 'hostname'].includes(`${format}`) ? '-none-' : undefined;
}

function brokenParameters(name: ProviderName, operation: Operation, parameter: Parameter): Broken[] {
  const { operationId } = operation;
  const named = `${parameter.in} parameter "${parameter.name}"`;
  const unfit = unfitValue(parameter);
  const broken: Broken[] = [];
  if (parameter.required === true && parameter.in !== 'path') {
    const request = exampleRequest(name, operation);
    if (parameter.in === 'query') request.query.delete(parameter.name);
    else request.headers.delete(parameter.name);
    broken.push({ operationId, fault: `without ${named}`, request, named });
  }
  if (unfit !== undefined) {
    const request = exampleRequest(name, operation);
    if (parameter.in === 'query') request.query.set(parameter.name, unfit);
    const example = encodeURIComponent(`${parameter.example ?? parameter.schema.example}`);
    const path = parameter.in === 'path' ? request.path.replace(example, unfit) : request.path;
    broken.push({ operationId, fault: `with an unfit ${named}`, request: { ...request, path }, named });
  }
  return broken;
}

function brokenBodies(name: ProviderName, operation: Operation): Broken[] {
  const body = bodyOf(name, operation);
  if (body === undefined) return [];
  const { operationId } = operation;
  const { mediaType, example, needed, required } = body;
  const isJson = mediaType === 'application/json';
  const request = exampleRequest(name, operation);
  const withBody = (value: unknown): ExampleRequest => ({
    ...request,
    body: written(mediaType, value) ?? '',
  });
  const headers = new Headers(request.headers);
  headers.set('content-type', 'application/xml');
  const without = (member: string): unknown => ({ ...Object(example), [member]: undefined });

  const broken: Omit<Broken, 'operationId'>[] = [
    {
      fault: 'with a body of another media type',
      request: { ...request, headers, body: '<a/>' },
      named: `content-type must be ${mediaType}`,
    },
  ];
  if (isJson) {
    broken.push({
      fault: 'with half a body',
      request: { ...request, body: '{"a":' },
      named: 'body is not JSON',
    });
    broken.push({ fault: 'with a list as body', request: withBody([1]), named: 'body must ' });
    if (required)
      broken.push({ fault: 'without a body', request: withBody(undefined), named: 'body is required' });
  }
  for (const member of needed) {
    const named = `body must have required property '${member}'`;
    const value = without(member) as Record<string, unknown>;
    if (!isJson) delete value[member];
    broken.push({ fault: `without ${member} in the body`, request: withBody(value), named });
    if (isJson) {
      const changed = { ...Object(example), [member]: null };
      broken.push({
        fault: `with null as ${member} of the body`,
        request: withBody(changed),
        named: `body /${member} must be`,
      });
    }
  }
  return broken.map((one) => ({ operationId, ...one }));
}

function brokenRequests(name: ProviderName, operation: Operation): Broken[] {
  const parameters = parametersOf(name, operation);
  return [
    ...parameters.flatMap((parameter) => brokenParameters(name, operation, parameter)),
    ...brokenBodies(name, operation),
  ];
}

/** Headers of somebody who may in, at providers that look at that first. */
async function session(provider: Provider): Promise<Record<string, string>> {
  if (provider.name === 'mailinabox') {
    const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
    return { authorization: `Basic ${btoa(`${email}:${password}`)}` };
  }
  if (provider.name !== 'finicity') return {};
  const { appKey, ...body } = FINICITY_TEST_CREDENTIALS;
  const login = providerSpec('finicity').operations.find(({ operationId }) => operationId === 'createToken')!;
  const request = {
    ...exampleRequest('finicity', login, { 'finicity-app-key': appKey }),
    body: JSON.stringify(body),
  };
  const { token } = JSON.parse((await provider.respond(request)).body);
  return { 'finicity-app-key': appKey, 'finicity-app-token': token };
}

/**
 * The rules in the error of a vendor, in the form that it has, for the providers that look at the form of a request. The
 * daemon of Mail-in-a-Box reads what it knows of it.
 */
const rulesIn = {
  'commerce-connect': (body: string): string => JSON.parse(body).response.errorMessage,
  finicity: (body: string): string => JSON.parse(body).message,
  plo: (body: string): string =>
    JSON.parse(body)
      .Errors.Error.map((error: { Description: string }) => error.Description)
      .join('\n'),
};
const strict = Object.keys(rulesIn) as (keyof typeof rulesIn)[];

const operations = providerNames.flatMap((name) =>
  providerSpec(name).operations.map((operation) => ({ name, operation })),
);

/** There is nothing in these that a request could do wrong: a text at most, which may be any. */
const WITHOUT_RULES = operations.filter(
  ({ name, operation }) => brokenRequests(name, operation).length === 0,
);

test('operations without a rule to break have neither a body nor a parameter but texts', () => {
  expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(
    providerNames.flatMap(operationIds).sort(),
  );
  for (const { name, operation } of WITHOUT_RULES) {
    expect(bodyOf(name, operation)).toBeUndefined();
    const isText = ({ schema }: Parameter): boolean => schema.type === 'string' && schema.enum === undefined;
    expect(parametersOf(name, operation).every(isText)).toBe(true);
  }
  expect(WITHOUT_RULES.length).toBeLessThan(operations.length / 2);
});

describe.each(strict)('%s refuses with a 4xx, in the form of the vendor and with the rule', (name) => {
  const cases = providerSpec(name).operations.flatMap((operation) => brokenRequests(name, operation));

  test.each(cases)('$operationId $fault', async ({ operationId, request, named }) => {
    const provider = sandboxProviders().providers.find((one) => one.name === name)!;
    for (const [header, value] of Object.entries(await session(provider))) request.headers.set(header, value);
    const answer = await provider.respond(request);
    expect(answer.status).toBe(400);
    expect(rulesIn[name](answer.body)).toContain(named);
    const type = answer.headers['content-type']?.replace(/;.*/, '');
    const body = type === 'application/json' ? JSON.parse(answer.body) : answer.body;
    expect(providerSpec(name).problems(operationId, answer.status, type, body)).toEqual([]);
  });
});

describe('mailinabox looks at no request by its description, as the daemon does not', () => {
  const cases = providerSpec('mailinabox').operations.flatMap((operation) =>
    brokenRequests('mailinabox', operation),
  );

  test.each(cases)('$operationId $fault', async ({ request, named }) => {
    const { mailinabox } = sandboxProviders();
    for (const [header, value] of Object.entries(await session(mailinabox)))
      request.headers.set(header, value);
    const { status, body } = await mailinabox.respond(request);
    expect(body).not.toContain(named);
    // Of a zone that is not there, and of a number that is none, the daemon says nothing but 500.
    expect([200, 400, 500]).toContain(status);
  });
});
