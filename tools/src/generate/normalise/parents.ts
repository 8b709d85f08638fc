import { NameSet } from '../../print/free-names.js';
import { append } from '../../shared/append.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { mappedName, refName, schemaRef, target } from '../openapi/refs.js';

/**
 * Parents of which a value is always one of the children that extend them by `allOf`: the parent lists them in a union,
 * which would make both mean themselves, or names them by its discriminator (OpenAPI 3.0.3, Discriminator Object). The
 * parent becomes the union, and what its children extend becomes a component of its own, `PetBase`.
 */
export function splitParents(document: OpenApiDocument, report: (line: string) => void): void {
  const schemas = document.components?.schemas ?? {};
  const names = new NameSet(Object.keys(schemas));
  const children = extensionsOf(document);
  const bases = new Map<string, string>();
  for (const [name, parent] of Object.entries(schemas)) {
    const { discriminator, oneOf, anyOf, ...own } = parent;
    const listed = [...(oneOf ?? []), ...(anyOf ?? [])];
    if (discriminator === undefined && listed.length === 0) continue;
    const heirs = heirsOf(children, name);
    const isHeir = (member: Schema): boolean => heirs.has(refName(member.$ref) ?? '');
    const isNamed =
      listed.length === 0 && discriminator !== undefined && heirs.size > 0 && heirs.size <= mostHeirs;
    if (!isNamed && !listed.some(isHeir)) continue;
    const base = names.take(`${name}Base`);
    const members = isNamed ? [...heirs, ...(namesItself(document, name, base, parent) ? [base] : [])] : [];
    schemas[name] = {
      ...Object.fromEntries(Object.entries(parent).filter(([keyword]) => aboutWhole.has(keyword))),
      ...(members.length > 0 && { oneOf: members.map((member) => ({ $ref: schemaRef(member) })) }),
      ...(!listed.every(isHeir) && { allOf: [{ $ref: schemaRef(base) }] }),
    };
    schemas[base] = own;
    delete own.nullable;
    bases.set(name, base);
    for (const heir of heirs) extend(schemas[bases.get(heir) ?? heir]!, name, base);
    report(`${name} is one of its children, which extend ${base}`);
  }
}

/** Of more, as of the one root of a whole model, a union says little, and takes the compiler long. */
const mostHeirs = 100;

/** What the union keeps of the parent. */
const aboutWhole: ReadonlySet<string> = new Set([
  ...['title', 'description', 'deprecated', 'externalDocs', 'nullable', 'example', 'examples'],
  ...['oneOf', 'anyOf', 'discriminator'],
]);

/** Whether a value of the discriminator means the parent, which then stands for itself as well. */
function namesItself(
  document: OpenApiDocument,
  name: string,
  base: string,
  { discriminator }: Schema,
): boolean {
  const mapping = discriminator?.mapping ?? {};
  let found = false;
  for (const [value, reference] of Object.entries(mapping)) {
    if (mappedName(document, reference) !== name) continue;
    mapping[value] = schemaRef(base);
    found = true;
  }
  return found;
}

function extend(heir: Schema, parent: string, base: string): void {
  for (const part of partsOf(heir)) if (refName(part.$ref) === parent) part.$ref = schemaRef(base);
}

/** The components that extend others by `allOf`, by the names of those. */
function extensionsOf(document: OpenApiDocument): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    for (const part of partsOf(schema)) {
      const parent = refName(part.$ref);
      if (parent === undefined || target(document, part.$ref) === undefined || parent === name) continue;
      append(children, parent, name);
    }
  }
  return children;
}

/** The parts of `allOf`, those within parts as well, references not followed. */
function partsOf(schema: Schema): Schema[] {
  const found = [...(schema.allOf ?? [])];
  for (const part of found) found.push(...(part.allOf ?? []));
  return found;
}

/** The components that extend one, at any distance. */
function heirsOf(children: ReadonlyMap<string, readonly string[]>, name: string): ReadonlySet<string> {
  // Grows while it is read.
  const heirs = new Set(children.get(name));
  for (const heir of heirs) for (const next of children.get(heir) ?? []) heirs.add(next);
  heirs.delete(name);
  return heirs;
}
