import type { SpecError } from '../../shared/spec-error.js';
import { refuse } from '../../shared/spec-error.js';
import type { Finding } from '../openapi/finding.js';
import { isObject, member, shown } from '../openapi/json.js';
import type { Version } from '../openapi/object-types.js';
import { Positions } from './positions.js';
import type { SourceFile } from './read-file.js';

/**
 * The OpenAPI version of a document, and what is wrong with the way it is written.
 *
 * @throws SpecError when it is none, or neither 3.0 nor 3.1
 */
export function versionOf(source: SourceFile): { version: Version; findings: readonly Finding[] } {
  const { value } = source;
  if (!isObject(value))
    throw wrong(source, '', 'not-openapi', 'This is no object: name an OpenAPI document.');
  if (member(value, 'swagger') !== undefined) {
    const message =
      'This is Swagger 2.0: convert it first, with `npx swagger2openapi <file> -y -o <new file>`.';
    throw wrong(source, '/swagger', 'openapi-version', message);
  }
  const version = member(value, 'openapi');
  if (version === undefined) {
    throw wrong(
      source,
      '',
      'not-openapi',
      'There is no `openapi` here: name an OpenAPI 3.0 or 3.1 document.',
    );
  }
  // Unquoted, 3.0 is a number.
  const [, minor] =
    /^3\.([01])(\.\d+)?$/.exec(
      typeof version === 'number' ? version.toFixed(1) : typeof version === 'string' ? version : '',
    ) ?? [];
  const message =
    minor === undefined
      ? `OpenAPI ${shown(JSON.stringify(version))} is not supported: 3.0.x and 3.1.x are.`
      : "Put the version in quotes, in full: '3.0.3' or '3.1.0'.";
  if (minor !== undefined) {
    // What follows reads it as a text.
    if (typeof version === 'number') value.openapi = version.toFixed(1);
    const found = { rule: 'openapi-version', pointer: '/openapi', message };
    return { version: minor === '0' ? '3.0' : '3.1', findings: typeof version === 'string' ? [] : [found] };
  }
  throw wrong(source, '/openapi', 'openapi-version', message);
}

function wrong(source: SourceFile, pointer: string, rule: string, message: string): SpecError {
  const at = new Positions(source.text).at(pointer);
  return refuse(source.file, [{ file: source.file, ...at, rule, message, severity: 'error' }]);
}
