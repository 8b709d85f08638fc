import { prose } from '../../print/prose.js';
import { nameMembers } from '../normalise/name-client.js';
import type { Normalised } from '../normalise/normalise.js';
import type { OpenApiDocument, Schema, Server } from '../openapi/document.js';
import { operationsOf } from '../openapi/operations.js';
import { type SchemaFacts, schemaFacts } from './facts.js';
import { type OperationModel, operationModel } from './operation.js';
import { type SchemeModel, type SecurityModel, schemeModels, securityModel } from './security.js';

/** An API as its client is made from it: all that the sources and the pages have in common, found once. */
export interface ApiModel {
  /** The normalised description. */
  readonly document: OpenApiDocument;
  /** Component schemas by the names of their types. */
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly facts: SchemaFacts;
  /** In the order of the description. */
  readonly operations: readonly OperationModel[];
  readonly byId: ReadonlyMap<string, OperationModel>;
  /** The class that holds the API classes, in the order of the description. */
  readonly client: ClientModel;
  /** By scheme name. */
  readonly schemes: ReadonlyMap<string, SchemeModel>;
  /** What operations without security of their own want; `undefined` where nothing has to be placed, or none inherits. */
  readonly security: SecurityModel | undefined;
  /** Never empty: `/` where the description names no server (OpenAPI Object, `servers`). */
  readonly servers: readonly Server[];
}

/** The object that a user makes of a provider. */
export interface ClientModel {
  readonly name: string;
  readonly apis: readonly ClientApi[];
}

/** An API class as a member of the client. */
export interface ClientApi {
  /** The class, such as `CustomersApi`. */
  readonly name: string;
  /** The member, such as `customers`. */
  readonly member: string;
  /** What the description says of its tag. */
  readonly description: string | undefined;
}

/** @throws SpecError for a value that has no place in a client, with the operation it is of. */
export function modelOf({ document, names, clientName }: Normalised): ApiModel {
  const facts = schemaFacts(document);
  const schemes = schemeModels(document);
  const security = securityModel(schemes, document.security ?? []);
  const servers = document.servers ?? [];
  const operations = operationsOf(document).map((at) =>
    operationModel(at, names.get(at.operation)!, { document, facts, schemes, security }),
  );
  return {
    document,
    schemas: document.components?.schemas ?? {},
    facts,
    operations,
    byId: new Map(operations.map((operation) => [operation.id, operation])),
    client: { name: clientName, apis: clientApis(document, operations) },
    schemes,
    security: operations.some(({ inheritsSecurity }) => inheritsSecurity) ? security : undefined,
    servers: servers.length === 0 ? [{ url: '/' }] : servers,
  };
}

function clientApis({ tags = [] }: OpenApiDocument, operations: readonly OperationModel[]): ClientApi[] {
  const members = nameMembers(new Set(operations.map(({ api }) => api)));
  const descriptions = new Map(tags.map(({ name, description }) => [prose`${name}Api`, description]));
  return [...members].map(([name, member]) => ({ name, member, description: descriptions.get(name) }));
}
