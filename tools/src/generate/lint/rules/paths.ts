import { child, members, shown } from '../../openapi/json.js';
import { type PathParts, partsOf } from '../../openapi/path-key.js';
import type { FoundOperation, Report } from '../document.js';
import type { Check } from '../rule.js';

/** There is something to generate. */
export const pathsPresent: Check = (document, report) => {
  if (document.operations.length > 0) return;
  const at = document.root.paths === undefined ? '' : '/paths';
  report(at, 'There is no operation in `paths`: a client needs one at least.');
};

/** Something can be made of the document: operations, or at least types. */
export const somethingDescribed: Check = (document, report) => {
  const { root } = document;
  const isDescribed = document.operations.length > 0 || members(root.webhooks).length > 0;
  if (isDescribed || document.components('schemas').length > 0) return;
  report('', 'There is no operation, no webhook and no schema: nothing can be made of this document.');
};

/** A path starts with a slash, and its braces hold one name each; nobody can say what a path behind a `#` means. */
export const pathForm = eachPath(({ key, path, query, fragment }) => {
  if (!key.startsWith('/')) return 'A path starts with a slash: add it.';
  if (/[/{}]/.test(fragment ?? '')) return 'More path follows the `#` here: write the path that is sent.';
  if (fragment?.includes('?') === true) return 'A `?` follows the `#` here: write the query first.';
  return braceProblem(path) ?? (hasStrayBrace(query ?? '') ? strayBrace : undefined);
});

/** A path has no fragment. */
export const pathFragment = eachPath(({ fragment }) =>
  fragment === undefined ? undefined : 'A path has no fragment: what follows the `#` is never sent.',
);

/** A path has no query. */
export const pathQuery = eachPath(({ query }) =>
  query === undefined || query.includes('{')
    ? undefined
    : 'A path has no `?`: declare query parameters instead.',
);

/** No placeholder is in a query. */
export const pathQueryParameter = eachPath(({ query }) =>
  query?.includes('{') !== true
    ? undefined
    : 'A placeholder is in the query of this path: declare a parameter `in: query` instead.',
);

/** What a path has in its query is no parameter as well: it would be sent twice. */
export const pathQueryTwice: Check = (document, report) => {
  for (const { path, parameters } of document.operations) {
    const fixed = new Set(fixedNames(path));
    for (const { resolved, pointer } of parameters) {
      if (resolved?.in !== 'query' || typeof resolved.name !== 'string' || !fixed.has(resolved.name))
        continue;
      report(pointer, `The query of the path has ${shown(resolved.name)} already: remove one of the two.`);
    }
  }
};

/** The names in the query of a key of `paths`. */
export function fixedNames(key: string): string[] {
  const { query = '' } = partsOf(key);
  return query.includes('{') || query === '' ? [] : query.split('&').map((pair) => pair.split('=', 1)[0]!);
}

/** A check of each key of `paths`. */
function eachPath(check: (parts: PathParts) => string | undefined): Check {
  return (document, report) => {
    for (const [key] of members(document.root.paths)) {
      const wrong = key.startsWith('x-') ? undefined : check(partsOf(key));
      if (wrong !== undefined) report(child('/paths', key), wrong);
    }
  };
}

const strayBrace = 'The braces of this path do not hold one name each.';

function braceProblem(path: string): string | undefined {
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
  if (hasStrayBrace(path)) return strayBrace;
  return new Set(names).size < names.length
    ? 'A name stands twice in this path: rename one of them.'
    : undefined;
}

/** Whether a brace is left when those that hold a name are taken away. */
export function hasStrayBrace(template: string): boolean {
  return /[{}]/.test(template.replaceAll(/\{[^{}]+\}/g, ''));
}

/** `/a/{x}` and `/a/{y}` are one path: no server can tell them apart. */
export const pathTemplateUnique: Check = (document, report) => {
  const seen = new Map<string, string>();
  for (const [path] of members(document.root.paths)) {
    if (path.startsWith('x-')) continue;
    const template = path.replaceAll(/\{[^{}]*\}/g, '{}');
    const first = seen.get(template) ?? path;
    seen.set(template, first);
    if (first === path) continue;
    const message = `This is the same path as ${shown(first)}: put their operations under one.`;
    report(child('/paths', path), message);
  }
};

/** Each `{name}` of a path is a required path parameter of its operations, and each path parameter is in the path. */
export const pathParameters: Check = (document, report) => {
  // A parameter of a path item is one of all its operations.
  const reported = new Set<string>();
  const once: Report = (pointer, message) => {
    const problem = `${pointer} ${message}`;
    if (!reported.has(problem)) report(pointer, message);
    reported.add(problem);
  };
  const resolved = document.operations.filter(({ parameters }) =>
    parameters.every((parameter) => parameter.resolved !== undefined),
  );
  for (const operation of resolved) checkDeclared(operation, once);
  for (const operation of resolved) checkTemplate(operation, once);
};

function checkTemplate({ path, method, parameters }: FoundOperation, report: Report): void {
  const inPath = parameters.filter(({ resolved }) => resolved?.in === 'path');
  const declared = new Set(inPath.map(({ resolved }) => resolved?.name));
  for (const name of namesIn(path)) {
    if (declared.has(name)) continue;
    const message = `Declare ${shown(name)} for ${method.toUpperCase()} as a parameter \`in: path\`.`;
    report(child('/paths', path), message);
  }
}

function checkDeclared({ path, parameters }: FoundOperation, report: Report): void {
  const named = namesIn(path);
  for (const { resolved, pointer } of parameters) {
    if (resolved?.in !== 'path' || typeof resolved.name !== 'string') continue;
    const { name } = resolved;
    if (!named.has(name)) {
      report(pointer, `The path has no ${shown(`{${name}}`)}: correct the name or remove the parameter.`);
    } else if (resolved.required !== true) {
      report(pointer, `A path parameter is always sent: write \`required: true\` for ${shown(name)}.`);
    }
  }
}

/** The names of the placeholders in the path of a key of `paths`. */
export function namesIn(key: string): Set<string> {
  return new Set(Array.from(partsOf(key).path.matchAll(/\{([^{}]+)\}/g), ([, name]) => name!));
}
