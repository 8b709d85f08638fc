import { isObject, items, type JsonObject, member, members, shown } from '../../openapi/json.js';
import { type Check, each, hasText } from '../rule.js';

/** One list has no two parameters of the same name and place; the case of header names does not count. */
export const parameterUnique: Check = each(['PathItem', 'Operation'], (value, report, document) => {
  const seen = new Set<string>();
  items(value.parameters).forEach((item, index) => {
    const { in: place, name } = document.resolve(item) ?? {};
    if (typeof place !== 'string' || typeof name !== 'string') return;
    const key = `${place} ${place === 'header' ? name.toLowerCase() : name}`;
    if (seen.has(key)) {
      report(`There is a ${place} parameter ${shown(name)} already: remove one.`, 'parameters', index);
    }
    seen.add(key);
  });
});

/** A parameter or header is described by `schema`, or by `content` with one media type. */
export const parameterSchema: Check = each(['Parameter', 'Header'], ({ schema, content }, report) => {
  if (schema !== undefined && content !== undefined) report('Write either `schema` or `content`, not both.');
  else if (schema === undefined && content === undefined) report('Add a `schema` that says what is sent.');
  else if (isObject(content) && Object.keys(content).length !== 1) {
    report('`content` names exactly one media type here.');
  }
});

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** The names of header and cookie parameters can be sent as they are; no name is empty. */
export const parameterName: Check = (document, report) => {
  named(document, report);
  headed(document, report);
};

const named = each(['Parameter', 'SecurityScheme'], ({ name, in: place }, report) => {
  if (name === '') report('Give this a name.', 'name');
  else if (typeof name === 'string' && (place === 'header' || place === 'cookie') && !token.test(name)) {
    report(`This cannot be the name of a ${place}: use letters, digits and hyphens.`, 'name');
  }
});

const headed = each(['Response', 'Encoding'], ({ headers }, report) => {
  for (const name of Object.keys(headers ?? {})) {
    if (token.test(name)) continue;
    report('This cannot be the name of a header: use letters, digits and hyphens.', 'headers', name);
  }
});

/** Each parameter has a description and an example, itself or by its schema. */
export const parameterComplete: Check = each('Parameter', (value, report, document) => {
  const [, media] = members(value.content)[0] ?? [];
  const schema = document.resolve(value.schema ?? member(media, 'schema')) ?? {};
  if (!hasText(value.description)) report('Add a `description`: what the value means.');
  const sources = [value, schema, document.resolve(schema.items) ?? {}, isObject(media) ? media : {}];
  if (!sources.some(hasExample)) report('Add an `example` of a value.');
});

function hasExample(value: JsonObject): boolean {
  return value.example !== undefined || value.examples !== undefined;
}
