import { httpMethods, type OpenApiDocument, type PathItem } from '../openapi/document.js';
import type { Transform } from './transform.js';

/**
 * Drops the extensions that may stand among paths, statuses and the expressions of a callback: their values are of any
 * type, and every later step takes what is there for a path item or a response. Extensions of objects with members of
 * their own stay.
 */
export const dropExtensions: Transform = {
  name: 'drop-extensions',
  apply(document) {
    const { paths, webhooks, components } = document;
    document.paths = withoutExtensions(paths ?? {});
    for (const item of Object.values(document.paths)) cleanItem(item);
    for (const item of Object.values(webhooks ?? {})) cleanItem(item);
    for (const item of Object.values(components?.pathItems ?? {})) cleanItem(item);
    cleanCallbacks(components?.callbacks);
  },
};

function cleanItem(item: PathItem): void {
  for (const method of httpMethods) {
    const operation = item[method];
    if (operation === undefined) continue;
    if (operation.responses !== undefined) operation.responses = withoutExtensions(operation.responses);
    cleanCallbacks(operation.callbacks);
  }
}

/** Of an operation or of the components: there, a name may begin with `x-`, and stays. */
function cleanCallbacks(callbacks: NonNullable<OpenApiDocument['components']>['callbacks']): void {
  for (const [name, callback] of Object.entries(callbacks ?? {})) {
    if (typeof callback.$ref === 'string') continue;
    callbacks![name] = withoutExtensions(callback);
    for (const item of Object.values(callbacks![name]!)) cleanItem(item);
  }
}

function withoutExtensions<Value>(map: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !key.startsWith('x-')));
}
