import { pascalCase } from '../../print/words.js';

/** Longer names, of places far within others, are cut: otherwise each of many neighbours would repeat a long one. */
const longestName = 200;

/** The name of a schema by where it stands in its parent. Titles do not count: they change. */
export function childName(parent: string, keyword: string, key: string): string {
  return wholeName(parent, keyword, key).slice(0, longestName);
}

function wholeName(parent: string, keyword: string, key: string): string {
  switch (keyword) {
    case 'properties':
      return parent + (pascalCase(key) || 'Property');
    case '$defs':
    case 'definitions':
      return parent + (pascalCase(key) || 'Definition');
    case 'items':
      return `${parent}Item`;
    case 'prefixItems':
      return `${parent}Item${Number(key) + 1}`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'patternProperties':
      return `${parent}Value`;
    case 'oneOf':
    case 'anyOf':
      return `${parent}Option${Number(key) + 1}`;
    default:
      return parent;
  }
}
