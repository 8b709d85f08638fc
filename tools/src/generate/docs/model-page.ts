import type { Schema } from '../openapi.js';
import { factsOf, plainValue } from './facts.js';
import { backLinks } from './links.js';
import { code, fence, listed, page, table, text } from './markdown.js';
import type { Docs } from './operation.js';
import { cell, prose } from './prose.js';
import { keyword, meaning, type Shape, shapeOf } from './shape.js';
import { typeLinks } from './type-links.js';

/** The page of a model: a section per kind of thing its schema says. */
export function modelPage(name: string, schema: Schema, docs: Docs): string {
  const shape = shapeOf(docs.document, schema);
  const isObject = shape.properties.size > 0;
  const isUnion = shape.options.length > 0;
  const values = (schema.enum ?? []).filter((value) => value !== null);
  return page([
    `# ${text(name)}`,
    schema.deprecated === true ? '**Deprecated.**' : '',
    prose(keyword(shape, 'description')),
    ...(values.length > 0 ? valueParts(schema, values) : []),
    ...(isUnion ? shape.options.flatMap((options) => optionParts(shape, options, docs)) : []),
    ...(isObject ? propertyParts(shape, docs) : []),
    ...(isObject || isUnion || values.length > 0 ? [] : typeParts(schema, docs)),
    ...exampleParts(schema),
    backLinks,
  ]);
}

function valueParts(schema: Schema, values: readonly unknown[]): string[] {
  const names = schema['x-enum-descriptions'];
  const rows = values.map((value, index) => {
    const meaning: unknown = Array.isArray(names) ? names[index] : undefined;
    return `- ${code(plainValue(value))}${typeof meaning === 'string' ? `: ${cell(meaning)}` : ''}`;
  });
  const open = 'A server may answer with values that are not listed here.';
  return ['## Values', rows.join('\n'), schema['x-open-enum'] === true ? open : ''];
}

function optionParts(shape: Shape, options: readonly Schema[], { document, types, links }: Docs): string[] {
  const { discriminator } = shape;
  const isOne = shape.parts.some((part) => part.oneOf === options);
  const items = options.map((option) => {
    const values = discriminator === undefined ? [] : meaning(document, discriminator, option);
    const when =
      values.length === 0
        ? ''
        : `, when ${code(discriminator!.propertyName)} is ${listed(values.map(code), 'or')}`;
    return `- ${typeLinks(types.print(option), links)}${when}`;
  });
  return [isOne ? '## One of' : '## Any of', items.join('\n')];
}

function propertyParts(shape: Shape, { document, types, links }: Docs): string[] {
  const rows = [...shape.properties].map(([name, declared]) => {
    const property = declared[0]!;
    const presence = shape.required.has(name) ? 'required' : 'optional';
    return [
      code(name),
      typeLinks(types.print(property), links),
      cell(property.description ?? keyword(shapeOf(document, property), 'description')),
      [presence, ...factsOf(document, property)].join('<br>'),
    ];
  });
  const { others } = shape;
  const rest =
    others === false ? '' : typeof others === 'object' ? typeLinks(types.print(others), links) : '`unknown`';
  return [
    '## Properties',
    table(['Name', 'Type', 'Description', 'Notes'], rows),
    rest === '' ? '' : `Other properties: ${rest}`,
  ];
}

function typeParts(schema: Schema, { document, types, links }: Docs): string[] {
  const facts = factsOf(document, schema).map((fact) => `- ${fact}`);
  return ['## Type', typeLinks(types.print(schema), links), facts.join('\n')];
}

function exampleParts(schema: Schema): string[] {
  const example = schema.example ?? schema.examples?.[0];
  if (typeof example !== 'object' || example === null) return [];
  return ['## Example', fence('json', JSON.stringify(example, undefined, 2))];
}

/** Every model by name, in the order of the alphabet. */
export function sortedModels(schemas: Readonly<Record<string, Schema>> | undefined): [string, Schema][] {
  return Object.entries(schemas ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}
