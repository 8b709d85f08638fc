import { child, isObject, type JsonObject, shown, shownValue, strings } from '../../openapi/json.js';
import type { FoundOperation, LintDocument, Report } from '../document.js';
import { answerSchemas, requestSchemas } from '../pagination-places.js';

/**
 * `x-pagination` of an operation: how the pages of its list follow each other. `record`, `page` or `cursor` names the
 * parameter that the next page is asked for by; the others say where the answer has what: docs/guides/spec-extensions.md.
 */
export function pagination(document: LintDocument, report: Report): void {
  for (const operation of document.operations) {
    const written = operation.value['x-pagination'];
    if (written === undefined) continue;
    const pointer = child(operation.pointer, 'x-pagination');
    if (!isObject(written)) {
      report(pointer, 'Write an object with `items`, and one of `record`, `page` and `cursor`.');
      continue;
    }
    const at = { document, operation, written, report, pointer };
    const ways = (['record', 'page', 'cursor'] as const).filter((name) => Object.hasOwn(written, name));
    if (ways.length !== 1)
      report(pointer, 'Write one of `record`, `page` and `cursor`: what the next page is asked for by.');
    else checkMembers(at, ways[0]!);
  }
}

type Way = 'record' | 'page' | 'cursor';

interface At {
  readonly document: LintDocument;
  readonly operation: FoundOperation;
  readonly written: JsonObject;
  readonly report: Report;
  readonly pointer: string;
}

const number = ['integer', 'number'];
const scalar = ['string', 'integer', 'number'];
/** Members that name a parameter, and the types it may have. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  record: number,
  page: number,
  cursor: scalar,
  limit: number,
};
/** Members that point into the answer, and the types that may be there. */
const places: Readonly<Record<string, readonly string[]>> = {
  items: ['array'],
  next: scalar,
  nextUrl: ['string'],
  more: ['boolean', 'string'],
  total: scalar,
  pages: scalar,
};
/** Members that go with some ways only. */
const goesWith: Readonly<Record<string, readonly Way[]>> = {
  first: ['record', 'page'],
  next: ['cursor'],
  nextUrl: ['cursor'],
  total: ['record', 'page'],
  pages: ['page'],
};

function checkMembers(at: At, way: Way): void {
  const { written, report, pointer } = at;
  const known = ['first', ...Object.keys(parameters), ...Object.keys(places)];
  for (const name of Object.keys(written)) {
    const place = child(pointer, name);
    if (!known.includes(name)) report(place, `Remove it: there are ${known.join(', ')}.`);
    else if (goesWith[name]?.includes(way) === false)
      report(place, `Remove it: it does not go with ${shown(way)}.`);
    else if (name === 'first') checkFirst(at);
    else if (Object.hasOwn(places, name)) checkPlace(at, name);
    else checkParameter(at, name);
  }
  if (written.items === undefined) report(pointer, 'Add `items`: a JSON Pointer to the list in the answer.');
  if (way === 'cursor') checkCursor(at);
  else checkBeginning(at, way);
}

function checkFirst({ written, report, pointer }: At): void {
  if (written.first !== 0 && written.first !== 1)
    report(child(pointer, 'first'), 'Write 0 or 1: the number of the first one.');
}

function checkParameter({ document, operation, written, report, pointer }: At, name: string): void {
  const value = written[name];
  const found = typeof value === 'string' ? requestSchemas(document, operation, value) : [];
  if (found.length === 0)
    report(child(pointer, name), 'Name a query parameter of this operation, or point into its JSON body.');
  else if (!fits(found, parameters[name]!))
    report(child(pointer, name), `What it names must be of type ${parameters[name]!.join(' or ')}.`);
}

function checkPlace({ document, operation, written, report, pointer }: At, name: string): void {
  const value = written[name];
  if (typeof value !== 'string' || !/^(\/|$)/.test(value)) {
    report(child(pointer, name), 'Write a JSON Pointer into the answer, such as /items.');
    return;
  }
  const bodies = answerSchemas(document, operation, value);
  if (bodies.length === 0 || bodies.some((found) => found.length === 0))
    report(child(pointer, name), `Not every successful answer is JSON that has ${shown(value)}.`);
  else if (!bodies.every((found) => fits(found, places[name]!)))
    report(child(pointer, name), `What is there must be of type ${places[name]!.join(' or ')}.`);
}

function checkCursor({ written, report, pointer }: At): void {
  if ((written.next === undefined) === (written.nextUrl === undefined))
    report(pointer, 'Add `next` or `nextUrl`: where the answer has the next cursor.');
  else if (
    written.nextUrl !== undefined &&
    typeof written.cursor === 'string' &&
    written.cursor.startsWith('/')
  )
    report(child(pointer, 'cursor'), 'Name a query parameter: it is taken from a URL.');
}

/** The first page is asked for without the parameter: its default has to be the first number. */
function checkBeginning({ document, operation, written, report, pointer }: At, way: Way): void {
  const { first = 1 } = written;
  for (const schema of requestSchemas(document, operation, strings(written[way])[0] ?? '')) {
    const preset = schema.default ?? schema.minimum;
    if (
      typeof preset === 'number' &&
      (schema.default === undefined ? typeof first === 'number' && preset > first : preset !== first)
    ) {
      const message = `It begins at ${preset} and not at ${shownValue(first)}: correct \`first\`, or the parameter.`;
      report(child(pointer, way), message);
    }
  }
}

function fits(schemas: readonly JsonObject[], types: readonly string[]): boolean {
  return schemas.some(({ type }) => strings(type).some((one) => types.includes(one)));
}
