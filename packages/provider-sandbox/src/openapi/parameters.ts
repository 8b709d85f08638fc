import { once } from '../core/once.js';
import type { SandboxRequest } from '../core/provider.js';
import { below, locate, type ParameterObject, type Schema, type SpecDocument } from './document.js';
import { operationPointer } from './responses.js';
import type { Match, Operation } from './routes.js';
import type { Validate } from './validators.js';

/** What tells the rules that a request breaks. */
export type Check = (match: Match, request: SandboxRequest) => string[];

/** Makes what tells the rules about parameters that a request breaks. */
export function parameterCheck(document: SpecDocument, validate: Validate): Check {
  // Following the pointers at each call takes longer than all else about parameters.
  const parametersOf = once((operation: Operation) => located(document, operation));
  return (match, request) =>
    parametersOf(match.operation).flatMap(({ parameter, schema, schemaPointer }) => {
      const name = `${parameter.in} parameter "${parameter.name}"`;
      const texts = given(parameter, schema, match, request);
      if (texts.length === 0) return parameter.required === true ? [`${name} is required`] : [];
      const rules = validate(schemaPointer, typed(document, schema, texts));
      return rules.map((rule) => `${name} ${rule}`);
    });
}

interface LocatedParameter {
  readonly parameter: ParameterObject;
  readonly schema: Schema;
  readonly schemaPointer: string;
}

function located(document: SpecDocument, operation: Operation): readonly LocatedParameter[] {
  const listPointer = below(operationPointer(operation), 'parameters');
  const list = locate<readonly unknown[]>(document, listPointer)?.value ?? [];
  return list.map((_, index) => {
    const { value: parameter, pointer } = locate<ParameterObject>(document, below(listPointer, `${index}`))!;
    const schemaPointer = below(pointer, 'schema');
    return { parameter, schema: locate<Schema>(document, schemaPointer)!.value, schemaPointer };
  });
}

/**
 * What texts stand for in a schema: numbers, booleans and lists where it asks for them. What cannot be one stays text,
 * for the schema to complain about.
 */
export function typed(document: SpecDocument, schema: Schema, texts: readonly string[]): unknown {
  const { $ref } = schema;
  if ($ref !== undefined) return typed(document, locate<Schema>(document, $ref)!.value, texts);
  const { type = [] } = schema;
  const types = typeof type === 'string' ? [type] : type;
  if (types.includes('array')) {
    const { items = {} } = schema;
    return texts.map((text) => typed(document, items, [text]));
  }
  const text = texts[0]!;
  if (types.includes('integer') || types.includes('number')) return decimal.test(text) ? Number(text) : text;
  if (types.includes('boolean')) return text === 'true' || text === 'false' ? text === 'true' : text;
  return text;
}

const decimal = /^-?\d+(\.\d+)?$/;

function given(
  parameter: ParameterObject,
  schema: Schema,
  { pathParams }: Match,
  request: SandboxRequest,
): readonly string[] {
  switch (parameter.in) {
    case 'query':
      // All items of a list in one text, `a,b`, by `explode: false` of style form.
      return parameter.explode === false && schema.type === 'array'
        ? itemsIn(request, parameter.name)
        : request.query.getAll(parameter.name);
    case 'path':
      return split(schema, pathParams[parameter.name]!);
    case 'header': {
      const value = request.headers.get(parameter.name);
      return value === null ? [] : split(schema, value);
    }
    default:
      throw new Error(`The sandbox reads no ${parameter.in} parameters, such as "${parameter.name}".`);
  }
}

/** Split before it is decoded: a comma that belongs to an item was sent as `%2C` (RFC 6570, section 3.2.8). */
function itemsIn(
  { query, search = query.toString().replaceAll('%2C', ',') }: SandboxRequest,
  name: string,
): string[] {
  const pairs = search.split('&').map((pair) => pair.split('=') as [string, ...string[]]);
  return pairs
    .filter(([key]) => decoded(key) === name)
    .flatMap(([, ...rest]) => rest.join('=').split(','))
    .map(decoded);
}

/** As URLSearchParams does it: `+` is a space, and what is no encoding stays. */
function decoded(text: string): string {
  return new URLSearchParams(`a=${text}`).get('a')!;
}

/** The items of a list in one text, which style simple has always. */
function split(schema: Schema, text: string): readonly string[] {
  return schema.type === 'array' ? text.split(',') : [text];
}
