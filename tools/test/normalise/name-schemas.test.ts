import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nameSchemas } from '../../src/generate/normalise/name-schemas.js';
import { takenNames } from '../../src/generate/normalise/taken-names.js';
import { apply, documentOf } from '../documents.js';
import { expectFixture } from './fixture.js';

test('every component has a free name of its own, and references follow', () => {
  const report = expectFixture(nameSchemas(new Set(['ListUsersRequest'])));
  expect(report).toContain('User-Profile is now UserProfile2');
});

test('a name does not depend on a neighbour that has to change', () => {
  const names = (...keys: string[]) => {
    const schemas = Object.fromEntries(keys.map((key) => [key, {}]));
    const document = documentOf({}, { components: { schemas } });
    apply(nameSchemas(new Set()), document);
    return Object.keys(document.components?.schemas ?? {});
  };
  expect(names('user-profile', 'UserProfile')).toEqual(['UserProfile2', 'UserProfile']);
  expect(names('UserProfile', 'user-profile')).toEqual(['UserProfile', 'UserProfile2']);
  expect(names('Error', 'ModelError')).toEqual(['ModelError2', 'ModelError']);
});

test('no model is called like an export of the runtime', () => {
  const index = new URL('../../../packages/fetch-runtime/src/index.ts', import.meta.url);
  const lists = readFileSync(fileURLToPath(index), 'utf8').matchAll(/export (?:type )?\{([^}]*)\}/g);
  const exported = Array.from(lists, ([, list]) => list!.match(/\b[A-Z]\w*/g) ?? []).flat();
  expect(exported.length).toBeGreaterThan(0);
  expect(exported.filter((name) => !takenNames.has(name))).toEqual([]);
});
