import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';

/** The codes of a package's errors, as its public types say them. */
function codesOf(name: string): Set<string> {
  const report = readFileSync(join(repositoryRoot, 'packages', name, 'api-report.md'), 'utf8');
  const types = report.matchAll(/readonly code: ('.*');|type \w+ErrorCode = ('.*');/g);
  return new Set([...types].flatMap(([, member, union]) => (member ?? union)!.split(' | ')));
}

test('a code of the runtime and one of the helpers are the same word only where they mean the same', () => {
  const [runtime, helpers] = [codesOf('fetch-runtime'), codesOf('auth-helpers')];
  expect([...runtime]).toEqual(expect.arrayContaining(["'http_status'", "'timeout'", "'pagination_stuck'"]));
  expect([...helpers]).toEqual(expect.arrayContaining(["'account_locked'", "'decrypt_failed'"]));
  expect([...runtime].filter((code) => helpers.has(code))).toEqual(["'outcome_unknown'"]);
});
