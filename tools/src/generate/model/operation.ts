import { printedAt } from '../../print/printed-at.js';
import { prose } from '../../print/prose.js';
import { type OperationNames, typesOf, valuesOf } from '../normalise/name-operations.js';
import type {
  ExternalDocs,
  HttpMethod,
  OpenApiDocument,
  SecurityRequirement,
  Server,
} from '../openapi/document.js';
import { child } from '../openapi/json.js';
import type { OperationAt } from '../openapi/operations.js';
import { type BodyModel, bodyModel } from './body.js';
import type { SchemaFacts } from './facts.js';
import { type PaginationModel, paginationModel } from './pagination.js';
import { type ParameterModel, parameterModels } from './parameters.js';
import { type ResponsesModel, responsesModel } from './responses.js';
import { type SchemeModel, type SecurityModel, securityModel } from './security.js';

/** An operation as a client offers it. Computed once; the sources, the pages and the examples are printed from it. */
export interface OperationModel {
  /** As the vendor spells it: errors and events carry it. */
  readonly id: string;
  /** Its function, and its method. */
  readonly name: string;
  /** The function that goes over all pages of the list, where there is one. */
  readonly nameOfAll: string | undefined;
  readonly types: { readonly request: string; readonly result: string; readonly errors: string };
  /** Its API class. */
  readonly api: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly externalDocs: ExternalDocs | undefined;
  readonly parameters: readonly ParameterModel[];
  readonly body: BodyModel | undefined;
  /** Whether a call need not say anything: no parameter is required, and no body. */
  readonly takesNothing: boolean;
  readonly responses: ResponsesModel;
  /** What has to be placed in the request; `undefined` where nothing has. */
  readonly security: SecurityModel | undefined;
  /** Whether it has the security of the whole description, and none of its own. */
  readonly inheritsSecurity: boolean;
  /** The alternatives as the description has them. */
  readonly requirements: readonly SecurityRequirement[];
  /** Servers of its own, in the place of those of the API. */
  readonly servers: readonly Server[] | undefined;
  /** Whether the description says that a POST or PATCH can be sent again. */
  readonly idempotent: boolean;
  /** Whether it is unknown what became of a call whose response was lost. */
  readonly changesOnce: boolean;
  /** The operationId of the operation that tells what became of a call. */
  readonly outcomeCheck: string | undefined;
  readonly pagination: PaginationModel | undefined;
  /** Whether its result holds a token or another credential, which no example may print. */
  readonly isLogin: boolean;
}

/** What operations have in common. */
export interface ApiParts {
  readonly document: OpenApiDocument;
  readonly facts: SchemaFacts;
  readonly schemes: ReadonlyMap<string, SchemeModel>;
  /** What operations inherit of it. */
  readonly security: SecurityModel | undefined;
}

export function operationModel(
  { key, path, method, operation }: OperationAt,
  names: OperationNames,
  { document, facts, schemes, security }: ApiParts,
): OperationModel {
  return printedAt(child('/paths', key, method), () => {
    const body = bodyModel(document, operation.requestBody, facts);
    const taken = body === undefined ? [] : ['body', 'contentType'];
    const parameters = parameterModels(document, operation.parameters ?? [], taken);
    const responses = responsesModel(document, method, operation.responses ?? {}, facts);
    const idempotent = operation['x-idempotent'] === true;
    // The very list of the root, which `flatten-path-items` states on each.
    const inheritsSecurity = operation.security !== undefined && operation.security === document.security;
    const isPaginated = operation['x-pagination'] !== undefined;
    return {
      id: operation.operationId!,
      name: names.function,
      nameOfAll: isPaginated ? valuesOf(names.function, true)[2] : undefined,
      types: typesOf(names),
      api: prose`${operation.tags![0]!}Api`,
      method,
      path,
      summary: operation.summary,
      description: operation.description,
      deprecated: operation.deprecated === true,
      externalDocs: operation.externalDocs,
      parameters,
      body,
      takesNothing:
        body?.required !== true &&
        body?.contents.some(({ isRange }) => isRange) !== true &&
        parameters.every(({ required }) => !required),
      responses,
      security: inheritsSecurity ? security : securityModel(schemes, operation.security ?? []),
      inheritsSecurity,
      requirements: operation.security ?? [],
      servers: operation.servers,
      idempotent,
      changesOnce: (method === 'post' || method === 'patch') && !idempotent,
      outcomeCheck: operation['x-outcome-check'],
      pagination: paginationModel(document, operation, parameters, responses),
      isLogin: responses.results.some(({ contents }) =>
        contents.some(({ schema }) => schema !== undefined && facts.holdsCredential(schema)),
      ),
    };
  });
}
