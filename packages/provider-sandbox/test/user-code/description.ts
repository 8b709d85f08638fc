import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ClientName } from '../clients/by-provider.js';

/** A schema of OpenAPI 3.0, as it stands in `specs/`. */
export interface ApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly items?: ApiSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, ApiSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | ApiSchema;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly allOf?: readonly ApiSchema[];
  readonly oneOf?: readonly ApiSchema[];
  readonly anyOf?: readonly ApiSchema[];
  readonly example?: unknown;
}

/** A parameter, its references followed. */
export interface ApiParameter {
  readonly name: string;
  readonly in: 'header' | 'path' | 'query';
  readonly required: boolean;
  readonly schema: ApiSchema;
  readonly example: unknown;
}

/** The body of a request or answer in one media type. */
export interface ApiBody {
  readonly mediaType: string;
  readonly schema: ApiSchema;
}

export interface ApiOperation {
  readonly provider: ClientName;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly ApiParameter[];
  readonly requestBody: { readonly required: boolean; readonly bodies: readonly ApiBody[] } | undefined;
  /** By the key of the description: a status, a class such as `4XX`, or `default`. */
  readonly responses: Readonly<Record<string, readonly ApiBody[]>>;
  /** Statuses of success whose body can be an error (`x-error-when`). */
  readonly errorsInside: readonly string[];
}

/** One `specs/<provider>.yaml`, read on its own: the sandbox's own reader is what it is to be held against. */
export interface Description {
  readonly provider: ClientName;
  readonly operations: readonly ApiOperation[];
  readonly schemas: Readonly<Record<string, ApiSchema>>;
  /** By the name of a member or parameter, what is there at a provider that is as new. */
  readonly known: Readonly<Record<string, unknown>>;
  resolve(schema: ApiSchema): ApiSchema;
}

const known: Readonly<Record<ClientName, Readonly<Record<string, unknown>>>> = {
  'commerce-connect': {},
  finicity: {
    ...{ customerId: '7004419250', accountId: '6012884301', institutionLoginId: '1320047785' },
    ...{ institutionId: 101732, partnerId: 'sandbox-partner', username: 'a-new-customer' },
    ...{ experience: 'default', experienceId: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907' },
  },
  mailinabox: {
    ...{
      email: 'member@example.com',
      user: 'member@example.com',
      zone: 'example.com',
      domain: 'example.com',
    },
    ...{
      forwards_to: 'totp@example.com',
      permitted_senders: 'member@example.com',
      password: 'sandbox-password',
    },
  },
  plo: {},
};

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

export function readDescription(provider: ClientName): Description {
  // biome-ignore lint/suspicious/noExplicitAny: a description is looked into here, not typed.
  const document: any = parse(readFileSync(join(__dirname, `../../../../specs/${provider}.yaml`), 'utf8'));

  // biome-ignore lint/suspicious/noExplicitAny: as above.
  function deref(node: any): any {
    let found = node;
    while (typeof found?.$ref === 'string') {
      const steps: string[] = found.$ref.slice(2).split('/');
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      found = steps.reduce((at: any, step) => at[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
    }
    return found;
  }
  const bodiesOf = (content: Readonly<Record<string, { schema?: ApiSchema }>> = {}): ApiBody[] =>
    Object.entries(content).map(([mediaType, { schema = {} }]) => ({ mediaType, schema }));

  const operations = Object.entries<Record<string, never>>(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method] !== undefined)
      .map((method): ApiOperation => {
        // biome-ignore lint/suspicious/noExplicitAny: as above.
        const operation: any = item[method];
        // biome-ignore lint/suspicious/noExplicitAny: as above.
        const given: any[] = [...((item.parameters as never) ?? []), ...(operation.parameters ?? [])];
        const body = deref(operation.requestBody);
        return {
          ...{ provider, id: operation.operationId, method: method.toUpperCase(), path },
          parameters: given.map(deref).map((parameter) => ({
            ...{ name: parameter.name, in: parameter.in, required: parameter.required === true },
            ...{ schema: parameter.schema, example: parameter.example },
          })),
          requestBody:
            body === undefined
              ? undefined
              : { required: body.required === true, bodies: bodiesOf(body.content) },
          errorsInside: Object.keys(operation.responses).filter(
            (status) => deref(operation.responses[status])['x-error-when'] !== undefined,
          ),
          responses: Object.fromEntries(
            Object.entries(operation.responses).map(([status, response]) => [
              status,
              bodiesOf(deref(response).content),
            ]),
          ),
        };
      }),
  );
  return {
    provider,
    operations,
    schemas: document.components.schemas,
    known: known[provider],
    resolve: deref,
  };
}
