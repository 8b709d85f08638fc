/** A description as it is embedded: OpenAPI 3.0 without prose, whose schemas are JSON Schema (draft-07). */
export interface SpecDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface OperationObject {
  readonly operationId: string;
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly requestBody?: RequestBodyObject | Reference;
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
}

export interface ParameterObject {
  readonly name: string;
  readonly in: 'query' | 'header' | 'path' | 'cookie';
  readonly required?: boolean;
  readonly explode?: boolean;
  readonly schema: Schema;
}

export interface RequestBodyObject {
  readonly required?: boolean;
  readonly content: Content;
}

export interface ResponseObject {
  readonly content?: Content;
}

export type Content = Readonly<Record<string, MediaTypeObject>>;

export interface MediaTypeObject {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** What these descriptions use of JSON Schema. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly writeOnly?: boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

export interface Reference {
  readonly $ref: string;
}

/** A part of the document and where it is, as a URI fragment such as `#/components/schemas/Customer`. */
export interface Located<T> {
  readonly value: T;
  readonly pointer: string;
}

/**
 * The part of the document at `pointer`, or what stands there refers to, through as many references as there are.
 *
 * @returns `undefined` when nothing stands at `pointer`.
 * @throws ReferenceError when a reference leads nowhere.
 */
export function locate<T>(document: SpecDocument, pointer: string): Located<T> | undefined {
  let at = pointer;
  let value = valueAt(document, at);
  if (value === undefined) return undefined;
  while (isReference(value)) {
    at = value.$ref;
    value = valueAt(document, at);
    if (value === undefined) throw new ReferenceError(`The embedded spec has no ${at}.`);
  }
  return { value: value as T, pointer: at };
}

/** A pointer to a part of what `pointer` points at. */
export function below(pointer: string, ...keys: readonly string[]): string {
  // RFC 6901, sections 3 and 6.
  const steps = keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')));
  return [pointer, ...steps].join('/');
}

function valueAt(document: SpecDocument, pointer: string): unknown {
  let found: unknown = document;
  for (const step of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    found = ownMember(found, key);
  }
  return found;
}

/** Nothing of what every object inherits, such as `constructor`: a step may be a name that came with a request. */
function ownMember(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function isReference(value: unknown): value is Reference {
  return typeof ownMember(value, '$ref') === 'string';
}
