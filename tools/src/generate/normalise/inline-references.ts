import type { OpenApiDocument } from '../openapi/document.js';
import { define, isObject, type JsonValue, valueAt } from '../openapi/json.js';
import { localPointer } from '../openapi/references.js';
import type { Transform } from './transform.js';

/**
 * Puts parameters, request bodies, responses, headers, examples, links, callbacks and path items in the place of
 * the references to them. References to schemas stay: they become type names. The generator drops such items
 * silently where a reference is unusual (a response `$ref` that it cannot follow makes the method return void).
 */
export const inlineReferences: Transform = {
  name: 'inline-references',
  apply(document, report) {
    let count = 0;
    const schemas = document.components?.schemas;

    const visit = (node: unknown, trail: readonly string[], isMap: boolean): unknown => {
      if (Array.isArray(node)) return node.map((item) => visit(item, trail, false));
      if (!isObject(node)) return node;
      const reference = node.$ref;
      if (typeof reference === 'string') {
        if (trail.includes(reference)) return {};
        count++;
        const target = resolvePointer(document, reference);
        const merged = isObject(target) ? { ...target, ...withoutRef(node) } : (target ?? {});
        return visit(merged, [...trail, reference], isMap);
      }
      const copy: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(node)) {
        // In a map any key is a name: a response header may be called `x-…`, a form member `schema`.
        const isOpaque = !isMap && (opaque.has(key) || key.startsWith('x-'));
        define(copy, key, isOpaque ? structuredClone(value) : visit(value, trail, !isMap && maps.has(key)));
      }
      return copy;
    };

    document.paths = visit(document.paths ?? {}, [], false) as NonNullable<OpenApiDocument['paths']>;
    const securitySchemes = document.components?.securitySchemes;
    document.components = {
      ...(schemas === undefined ? {} : { schemas }),
      ...(securitySchemes === undefined
        ? {}
        : {
            securitySchemes: visit(securitySchemes, [], true) as NonNullable<typeof securitySchemes>,
          }),
    };
    if (count > 0)
      report(`${count} references to parameters, bodies, responses and the like resolved in place`);
  },
};

/** Schemas keep their references; what is in an example only looks like one. */
const opaque: ReadonlySet<string> = new Set(['schema', 'example', 'examples']);
/** Members whose own members are named by the author. */
const maps: ReadonlySet<string> = new Set([
  'headers',
  'encoding',
  'callbacks',
  'links',
  'responses',
  'content',
]);

/** What a local reference (`#/a/b`) points to, as the linter reads it. */
function resolvePointer(document: unknown, reference: string): unknown {
  const pointer = localPointer(reference);
  return pointer === undefined ? undefined : valueAt(document as JsonValue, pointer);
}

function withoutRef({ $ref: _reference, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}
