import type { LintDocument } from '../lint/document.js';
import { httpMethods } from '../openapi/document.js';
import { child, items, type JsonObject, keysOf, member, shown, valueAt } from '../openapi/json.js';
import { partsOf } from '../openapi/path-key.js';
import { decoded } from '../openapi/references.js';
import type { Changes } from './changes.js';
import { aloneWithEach, type Repair } from './repair.js';

/** A slash before the path, a query before the fragment. */
export const pathForm: Repair = aloneWithEach('path-form', ({ pointer }, _document, changes) => {
  const key = keysOf(pointer).at(-1)!;
  const { path, query, fragment } = partsOf(key);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(key)) return;
  const [mark, hidden] =
    fragment === undefined || /[/{}]/.test(fragment) ? [fragment] : fragment.split(/\?(.*)/s, 2);
  const queries = [query, hidden].filter((part) => part !== undefined && part !== '');
  const name = [
    path.startsWith('/') ? path : `/${path}`,
    ...(queries.length > 0 ? [`?${queries.join('&')}`] : []),
    ...(mark === undefined ? [] : [`#${mark}`]),
  ].join('');
  if (name === key) return;
  changes.rename(pointer, name);
  changes.did(pointer, `The path is taken for ${shown(name)}.`);
});

/** `/a?id={id}`: a query parameter, as it is declared, or a text. */
export const pathQueryParameter: Repair = aloneWithEach(
  'path-query-parameter',
  ({ pointer }, document, changes) => {
    const key = keysOf(pointer).at(-1)!;
    const { path, query = '', fragment } = partsOf(key);
    const fixed: string[] = [];
    const parameters: [name: string, placeholder: string][] = [];
    for (const pair of query.split('&')) {
      const [, name, placeholder] = /^([^={}]+)=\{([^{}]+)\}$/.exec(pair) ?? [];
      // RFC 6570: `{?a,b}` and `{&a,b}` at the end are what OpenAPI calls a form-style parameter.
      if (name !== undefined && placeholder !== undefined) parameters.push([name, placeholder]);
      else if (/^\{[^{}]+\}$/.test(pair)) parameters.push([pair.slice(1, -1), pair.slice(1, -1)]);
      else if (!pair.includes('{')) fixed.push(pair);
      else return;
    }
    const item = document.resolve(valueAt(document.root, pointer));
    const isShared = typeof member(valueAt(document.root, pointer), '$ref') === 'string';
    if (item === undefined || isShared) return;
    for (const method of httpMethods) {
      if (member(item, method) !== undefined)
        for (const [name, placeholder] of parameters)
          declareQuery(document, [pointer, child(pointer, method)], name, placeholder, changes);
    }
    const rest = fixed.filter((pair) => pair !== '').join('&');
    const name = path + (rest === '' ? '' : `?${rest}`) + (fragment === undefined ? '' : `#${fragment}`);
    // Apart from what `/a` alone does.
    changes.rename(pointer, name);
    const listed = parameters.map(([one]) => shown(one)).join(', ');
    changes.did(pointer, `What is in the query of this path are query parameters: ${listed}.`);
  },
);

/** Makes the parameter that is declared for a placeholder one of the query, or adds one. */
function declareQuery(
  document: LintDocument,
  owners: readonly string[],
  name: string,
  placeholder: string,
  changes: Changes,
): void {
  let isDeclared = false;
  for (const owner of owners) {
    for (const [index, written] of items(member(valueAt(document.root, owner), 'parameters')).entries()) {
      const parameter = document.resolve(written);
      if (parameter?.in === 'query' && parameter.name === name) isDeclared = true;
      if (parameter?.in !== 'path' && parameter?.in !== 'query') continue;
      if (isDeclared || (parameter.name !== placeholder && parameter.name !== name)) continue;
      isDeclared = true;
      // What is shared by reference stays as it is.
      const { style: _, explode: __, ...kept } = parameter;
      changes.set(child(owner, 'parameters', index), {
        ...(parameter.in === 'query' ? parameter : kept),
        name,
        in: 'query',
      });
    }
  }
  const operation = owners.at(-1)!;
  if (isDeclared) return;
  const own = items(member(valueAt(document.root, operation), 'parameters'));
  const added = { name, in: 'query', required: true, schema: { type: 'string' } };
  changes.set(child(operation, 'parameters'), [...own, added]);
}

/**
 * `/a?type=card` with a parameter `type`: where `card` is its only value, the path says it; else the caller does, and the
 * query only tells the operations of the path apart.
 */
export const pathQueryTwice: Repair = {
  rule: 'path-query-twice',
  isAlone: true,
  apply(document, findings, changes) {
    const renamed = new Map<string, Set<string>>();
    const found = new Set(findings.map(({ pointer }) => pointer));
    for (const { path, parameters } of document.operations) {
      for (const { resolved, pointer } of parameters) {
        if (!found.delete(pointer)) continue;
        const name = String(resolved!.name);
        if (isOnlyValue(document.resolve(resolved!.schema), path, name)) {
          changes.remove(pointer);
          changes.did(pointer, `The path has ${shown(name)} in its query: the parameter is left out.`);
        } else {
          renamed.set(path, (renamed.get(path) ?? new Set()).add(name));
          changes.did(
            pointer,
            `The parameter says ${shown(name)}: what the path has in its query is left out.`,
          );
        }
      }
    }
    for (const [key, names] of renamed) {
      const { path, query = '', fragment } = partsOf(key);
      const pairs = query.split('&');
      const isKept = (pair: string): boolean => !names.has(pair.split('=', 1)[0]!);
      const rest = pairs.filter(isKept).join('&');
      const mark = [fragment ?? [], pairs.filter((pair) => !isKept(pair))].flat().join('&');
      changes.rename(
        child('/paths', key),
        `${path}${rest === '' ? '' : `?${rest}`}#${mark.replaceAll(/[/{}?#]/g, '-')}`,
      );
    }
  },
};

function isOnlyValue(schema: JsonObject | undefined, key: string, name: string): boolean {
  const pair = partsOf(key)
    .query!.split('&')
    .find((one) => one.split('=', 1)[0] === name)!;
  const values = schema?.const === undefined ? items(schema?.enum) : [schema.const];
  return values.length === 1 && String(values[0]) === decodedQuery(pair.slice(name.length + 1));
}

function decodedQuery(text: string): string {
  return decoded(text.replaceAll('+', ' ')) ?? text;
}
