import { child, member, members, shown } from '../../openapi/json.js';
import type { FoundOperation, Report } from '../document.js';
import { type Check, each } from '../rule.js';

/** There is something to generate. */
export const pathsPresent: Check = (document, report) => {
  if (document.operations.length > 0) return;
  const at = document.root.paths === undefined ? '' : '/paths';
  report(at, 'There is no operation in `paths`: a client needs one at least.');
};

/** A path starts with a slash, has no query or fragment, and its braces hold one name each. */
export const pathForm: Check = (document, report) => {
  for (const [path] of members(document.root.paths)) {
    const wrong = path.startsWith('x-') ? undefined : problemOf(path);
    if (wrong !== undefined) report(child('/paths', path), wrong);
  }
};

function problemOf(path: string): string | undefined {
  if (!path.startsWith('/')) return 'A path starts with a slash: add it.';
  if (/[?#]/.test(path)) return 'A path has no `?` or `#`: declare query parameters instead.';
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
  if (hasStrayBrace(path)) return 'The braces of this path do not hold one name each.';
  return new Set(names).size < names.length
    ? 'A name stands twice in this path: rename one of them.'
    : undefined;
}

function hasStrayBrace(template: string): boolean {
  return /[{}]/.test(template.replaceAll(/\{[^{}]+\}/g, ''));
}

/** `/a/{x}` and `/a/{y}` are one path: no server can tell them apart. */
export const pathTemplateUnique: Check = (document, report) => {
  const seen = new Map<string, string>();
  for (const [path] of members(document.root.paths)) {
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

function namesIn(path: string): Set<string> {
  return new Set(Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name]) => name!));
}

/** The variables of a server URL are declared, with a default. */
export const serverUrl: Check = each('Server', ({ url, variables }, report) => {
  if (typeof url !== 'string') return;
  if (url === '') report('The URL is empty: write where the server is.', 'url');
  for (const [, name] of url.matchAll(/\{([^{}]*)\}/g)) {
    const variable = member(variables, name!);
    if (variable === undefined) report(`Declare ${shown(name!)} in \`variables\`, with a default.`, 'url');
    else if (typeof member(variable, 'default') !== 'string') {
      report(`Give ${shown(name!)} a default.`, 'variables', name!);
    }
  }
  if (hasStrayBrace(url)) report('The braces of this URL do not hold one name each.', 'url');
});
