import { bullets, fence, heading, paragraph, table } from '../../print/blocks.js';
import { jsonText } from '../../print/json.js';
import { type Block, codeSpan, codeValue, joined, listed, markdownText, md } from '../../print/markdown.js';
import { beginningOf } from '../../shared/text.js';
import { meaningOf } from '../openapi/declared.js';
import type { Schema } from '../openapi/document.js';
import { distinctMembers } from '../openapi/refs.js';
import { factsOf } from './constraints.js';
import { keyword, type Shape, shapeOf } from './flat-schema.js';
import { backLinks, link } from './links.js';
import { page } from './markdown.js';
import type { Docs } from './operation.js';
import { cell, prose } from './prose.js';
import { typeLinks } from './type-links.js';

/** The page of a model: a section per kind of thing its schema says. */
export function modelPage(name: string, schema: Schema, docs: Docs): string {
  const shape = shapeOf(docs.model.document, schema);
  const isObject = shape.properties.size > 0;
  const isUnion = shape.options.length > 0;
  const values = (schema.enum ?? []).filter((value) => value !== null);
  return page([
    heading(1, markdownText(name)),
    ...(schema.deprecated === true ? [paragraph(md`**Deprecated.**`)] : []),
    ...prose(schema.description ?? beginning(keyword(shape, 'description'))),
    ...(values.length > 0 ? valueParts(schema, values, docs) : []),
    ...(isUnion ? shape.options.flatMap((options) => optionParts(schema, shape, options, docs)) : []),
    ...(isObject ? propertyParts(schema, shape, docs) : []),
    ...(isObject || isUnion || values.length > 0 ? [] : typeParts(schema, docs)),
    ...exampleParts(schema),
    ...useParts(name, docs),
    paragraph(backLinks),
  ]);
}

/** How much of another model a page repeats: its description, and how many of its properties or alternatives. */
const longestRepeated = 1000;
const mostRepeated = 100;

function beginning(text: string | undefined): string | undefined {
  return text === undefined ? undefined : beginningOf(text, longestRepeated);
}

/** The schemas that are written on the spot: the schema and its parts that are no references. */
function ownParts(schema: Schema): Schema[] {
  const parts = [schema];
  for (const part of parts) parts.push(...(part.allOf ?? []).filter(({ $ref }) => $ref === undefined));
  return parts;
}

/** What has no room is on the pages of the models that it comes from. */
function leftOut(count: number, schema: Schema, { print, links }: Docs): Block[] {
  if (count === 0) return [];
  const from = ownParts(schema)
    .flatMap((part) => [part, ...(part.allOf ?? [])])
    .filter(({ $ref }) => $ref !== undefined);
  const named = distinctMembers(from.map(({ $ref }) => ({ $ref: $ref! })))
    .slice(0, mostRepeated)
    .map((one) => typeLinks(print(one), links));
  return [paragraph(md`And ${codeValue(count)} more, of ${listed(named)}.`)];
}

function valueParts(schema: Schema, values: readonly unknown[], { model }: Docs): Block[] {
  const names = schema['x-enum-descriptions'];
  const rows = values.map((value, index) => {
    const meaning: unknown = Array.isArray(names) ? names[index] : undefined;
    const shown = codeValue(value);
    return typeof meaning === 'string' ? md`${shown}: ${cell(meaning)}` : shown;
  });
  const open = md`A server may answer with values that are not listed here.`;
  return [
    heading(2, md`Values`),
    bullets(rows),
    ...(model.facts.openEnums.has(schema) ? [paragraph(open)] : []),
  ];
}

function optionParts(schema: Schema, shape: Shape, all: readonly Schema[], docs: Docs): Block[] {
  const { model, print, links } = docs;
  const isOwn = ownParts(schema).some((part) => part.oneOf === all || part.anyOf === all);
  const distinct = distinctMembers(all);
  const options = isOwn ? distinct : distinct.slice(0, mostRepeated);
  const { discriminator } = shape;
  const isOne = shape.parts.some((part) => part.oneOf === all);
  const items = options.map((option) => {
    const values = discriminator === undefined ? [] : meaningOf(model.document, discriminator, option);
    const type = typeLinks(print(option), links);
    if (values.length === 0) return type;
    return md`${type}, when ${codeSpan(discriminator!.propertyName)} is ${listed(
      values.map((value) => (typeof value === 'string' ? codeSpan(value) : codeValue(value))),
      'or',
    )}`;
  });
  return [
    heading(2, isOne ? md`One of` : md`Any of`),
    bullets(items),
    ...leftOut(distinct.length - options.length, schema, docs),
  ];
}

function propertyParts(schema: Schema, shape: Shape, docs: Docs): Block[] {
  const { model, print, links } = docs;
  const own = new Set(ownParts(schema).flatMap(({ properties }) => Object.keys(properties ?? {})));
  let repeated = 0;
  const shown = [...shape.properties].filter(([name]) => own.has(name) || ++repeated <= mostRepeated);
  const rows = shown.map(([name, declared]) => {
    const property = declared[0]!;
    const presence = shape.required.has(name) ? md`required` : md`optional`;
    return [
      codeSpan(name),
      typeLinks(print(property), links),
      cell(property.description ?? beginning(keyword(shapeOf(model.document, property), 'description'))),
      joined([presence, ...factsOf(model, property)], '<br>'),
    ];
  });
  const { others } = shape;
  const rest = typeof others === 'object' ? typeLinks(print(others), links) : codeSpan('unknown');
  return [
    heading(2, md`Properties`),
    table([md`Name`, md`Type`, md`Description`, md`Notes`], rows),
    ...leftOut(shape.properties.size - shown.length, schema, docs),
    ...(others === false ? [] : [paragraph(md`Other properties: ${rest}`)]),
  ];
}

function typeParts(schema: Schema, { model, print, links }: Docs): Block[] {
  const facts = factsOf(model, schema);
  return [
    heading(2, md`Type`),
    paragraph(typeLinks(print(schema), links)),
    ...(facts.length === 0 ? [] : [bullets(facts)]),
  ];
}

function exampleParts(schema: Schema): Block[] {
  const example = schema.example ?? schema.examples?.[0];
  if (typeof example !== 'object' || example === null) return [];
  return [heading(2, md`Example`), fence('json', jsonText(example, 2))];
}

/** The operations and the models that name this one, so that a reader finds what it is for. */
function useParts(name: string, { links, uses }: Docs): Block[] {
  const { operations, models } = uses.get(name)!;
  const linked = [
    ...Array.from(operations, (one) =>
      link(one.name, links.apis.get(one.api)!, links.operations.get(one.name)),
    ),
    ...Array.from(models, (one) => link(one, links.models.get(one)!)),
  ];
  if (linked.length === 0) return [];
  const shown = linked.slice(0, mostRepeated);
  const more = linked.length - shown.length;
  return [heading(2, md`Used by`), bullets(more === 0 ? shown : [...shown, md`and ${codeValue(more)} more`])];
}

/** Every model by name, in the order of the alphabet. */
export function sortedModels(schemas: Readonly<Record<string, Schema>>): [string, Schema][] {
  return Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1));
}
