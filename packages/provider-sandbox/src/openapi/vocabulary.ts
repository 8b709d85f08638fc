import { isObject } from '../core/body.js';
import type { Vocabulary } from '../core/provider.js';
import type { SpecDocument } from './document.js';

type Json = Readonly<Record<string, unknown>>;

interface Facts {
  readonly texts: Set<string>;
  isNumber: boolean;
  isDate: boolean;
}

/** References within references end here: nothing new comes after it. */
const DEEPEST = 8;

export function vocabularyOf(document: SpecDocument): Vocabulary {
  const names = new Set<string>();
  const facts = new Map<string, Facts>();

  function factsOf(name: string): Facts {
    names.add(name);
    const known = facts.get(name.toLowerCase()) ?? { texts: new Set(), isNumber: false, isDate: false };
    facts.set(name.toLowerCase(), known);
    return known;
  }

  function addSchema(into: Facts, given: unknown, depth = 0): void {
    const schema = resolved(document, given);
    if (depth > DEEPEST || schema === undefined) return;
    const { type, format, items, enum: values } = schema;
    into.isNumber ||= [type].flat().some((one) => one === 'integer' || one === 'number');
    into.isDate ||= format === 'date' || format === 'date-time';
    for (const value of [values, schema.const, schema.default, schema.example].flat()) addText(into, value);
    for (const part of [schema.allOf, schema.anyOf, schema.oneOf, items].flat())
      addSchema(into, part, depth + 1);
  }

  function addExample(value: unknown, name = ''): void {
    if (Array.isArray(value)) for (const item of value) addExample(item, name);
    else if (isObject(value)) for (const [member, its] of Object.entries(value)) addExample(its, member);
    else if (name !== '') {
      const into = factsOf(name);
      into.isNumber ||= typeof value === 'number';
      addText(into, value);
    }
  }

  function walk(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) walk(item);
    if (!isObject(value)) return;
    const { properties, headers, name, in: place, schema, example, examples } = value;
    for (const object of [properties, headers]) {
      for (const [member, its] of isObject(object) ? Object.entries(object) : []) {
        addSchema(factsOf(member), isObject(its) && 'schema' in its ? its.schema : its);
      }
    }
    if (typeof name === 'string' && typeof place === 'string') addSchema(factsOf(name), schema);
    addExample(example);
    for (const one of isObject(examples) ? Object.values(examples) : []) addExample(Object(one).value);
    for (const member of Object.values(value)) walk(member);
  }

  walk(document);
  const segments = Object.keys(document.paths).flatMap((path) => path.split('/'));
  return {
    names,
    describes: (name) => facts.get(name.toLowerCase()),
    segments: new Set(segments.filter((segment) => !segment.includes('{'))),
  };
}

function addText({ texts }: Facts, value: unknown): void {
  if (typeof value === 'string') texts.add(value);
}

function resolved(document: SpecDocument, schema: unknown): Json | undefined {
  if (!isObject(schema)) return undefined;
  const [, kind = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(`${schema.$ref}`) ?? [];
  const found = kind === '' ? schema : document.components[kind]?.[name];
  return isObject(found) ? found : undefined;
}
