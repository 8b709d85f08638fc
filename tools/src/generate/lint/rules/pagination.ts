import { isObject, type JsonObject, shown, shownValue, strings } from '../../openapi/json.js';
import type { FoundOperation, LintDocument } from '../document.js';
import { answerSchemas, requestSchemas } from '../places.js';
import { type Check, eachOperation, type ReportHere } from '../rule.js';

/**
 * `x-pagination` of an operation: how the pages of its list follow each other. `record`, `page` or `cursor` names the
 * parameter that the next page is asked for by; the others say where the answer has what: docs/guides/spec-extensions.md.
 */
export const pagination: Check = eachOperation((operation, reportHere, document) => {
  const written = operation.value['x-pagination'];
  if (written === undefined) return;
  const report: ReportHere = (message, ...keys) => reportHere(message, 'x-pagination', ...keys);
  if (!isObject(written)) {
    report('Write an object with `items`, and one of `record`, `page` and `cursor`.');
    return;
  }
  const [way, ...others] = ways.filter((name) => Object.hasOwn(written, name));
  if (way === undefined || others.length > 0)
    report('Write one of `record`, `page` and `cursor`: what the next page is asked for by.');
  else checkMembers({ document, operation, written, report }, way);
});

const ways = ['record', 'page', 'cursor'] as const;
type Way = (typeof ways)[number];

interface At {
  readonly document: LintDocument;
  readonly operation: FoundOperation;
  readonly written: JsonObject;
  readonly report: ReportHere;
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
  const { written, report } = at;
  const known = ['first', ...Object.keys(parameters), ...Object.keys(places)];
  for (const name of Object.keys(written)) {
    if (!known.includes(name)) report(`Remove it: there are ${known.join(', ')}.`, name);
    else if (goesWith[name]?.includes(way) === false)
      report(`Remove it: it does not go with ${shown(way)}.`, name);
    else if (name === 'first') checkFirst(at);
    else if (Object.hasOwn(places, name)) checkPlace(at, name);
    else checkParameter(at, name);
  }
  if (written.items === undefined) report('Add `items`: a JSON Pointer to the list in the answer.');
  if (way === 'cursor') checkCursor(at);
  else checkBeginning(at, way);
}

function checkFirst({ written, report }: At): void {
  if (written.first !== 0 && written.first !== 1)
    report('Write 0 or 1: the number of the first one.', 'first');
}

function checkParameter({ document, operation, written, report }: At, name: string): void {
  const value = written[name];
  const found = typeof value === 'string' ? requestSchemas(document, operation, value) : [];
  if (found.length === 0)
    report('Name a query parameter of this operation, or point into its JSON body.', name);
  else if (!fits(found, parameters[name]!))
    report(`What it names must be of type ${parameters[name]!.join(' or ')}.`, name);
}

function checkPlace({ document, operation, written, report }: At, name: string): void {
  const value = written[name];
  if (typeof value !== 'string' || !/^(\/|$)/.test(value)) {
    report('Write a JSON Pointer into the answer, such as /items.', name);
    return;
  }
  const bodies = answerSchemas(document, operation, value);
  if (bodies.length === 0 || bodies.some((found) => found.length === 0))
    report(`Not every successful answer is JSON that has ${shown(value)}.`, name);
  else if (!bodies.every((found) => fits(found, places[name]!)))
    report(`What is there must be of type ${places[name]!.join(' or ')}.`, name);
}

function checkCursor({ written, report }: At): void {
  if ((written.next === undefined) === (written.nextUrl === undefined))
    report('Add `next` or `nextUrl`: where the answer has the next cursor.');
  else if (
    written.nextUrl !== undefined &&
    typeof written.cursor === 'string' &&
    written.cursor.startsWith('/')
  )
    report('Name a query parameter: it is taken from a URL.', 'cursor');
}

/** The first page is asked for without the parameter: its default has to be the first number. */
function checkBeginning({ document, operation, written, report }: At, way: Way): void {
  const { first = 1 } = written;
  for (const schema of requestSchemas(document, operation, strings(written[way])[0] ?? '')) {
    const preset = schema.default ?? schema.minimum;
    if (
      typeof preset === 'number' &&
      (schema.default === undefined ? typeof first === 'number' && preset > first : preset !== first)
    ) {
      const message = `It begins at ${preset} and not at ${shownValue(first)}: correct \`first\`, or the parameter.`;
      report(message, way);
    }
  }
}

function fits(schemas: readonly JsonObject[], types: readonly string[]): boolean {
  return schemas.some(({ type }) => strings(type).some((one) => types.includes(one)));
}
