import * as runtime from '@acme/fetch-runtime';
import { BaseClient } from '@acme/fetch-runtime';
import fc from 'fast-check';
import { clientMembers, nameClient, nameMembers } from '../../src/generate/normalise/name-client.js';
import { normalise } from '../../src/generate/normalise/normalise.js';
import { isIdentifier, isReservedWord, objectMembers } from '../../src/print/names.js';
import { documentOf } from '../documents.js';

const responses = { 200: { description: 'ok' } };

test.each([
  ['finicity', 'Finicity'],
  ['commerce-connect', 'CommerceConnect'],
  ['2fa', 'Client2fa'],
  ['---', 'Client'],
  ['map', 'MapClient'],
  ['configuration', 'ConfigurationClient'],
  ['fetch-error', 'FetchErrorClient'],
  ['default-api', 'DefaultApiClient'],
  ['op-result', 'OpResultClient'],
])('the client of %s is the class %s', (name, expected) => {
  const document = documentOf({ '/a': { get: { operationId: 'op', responses } } });
  expect(normalise(document, name).clientName).toBe(expected);
});

test('a schema called like the client makes way, so that both are exported', () => {
  const document = documentOf({}, { components: { schemas: { Finicity: { type: 'object' } } } });
  const { clientName, document: named } = normalise(document, 'finicity');
  expect(clientName).toBe('Finicity');
  expect(Object.keys(named.components!.schemas!)).toEqual(['ModelFinicity']);
});

test('whatever a description is called, its client gets a name that can stand beside the exports of the runtime', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (name, exported) => {
      const made = nameClient(name, new Set(exported));
      expect(isIdentifier(made) && !isReservedWord(made)).toBe(true);
      expect(exported).not.toContain(made);
      expect(Object.keys(runtime)).not.toContain(made);
    }),
  );
});

class Client extends BaseClient {}

test('the members kept from API classes are those of BaseClient and of every object, and no others', () => {
  const own = [
    ...Object.getOwnPropertyNames(BaseClient.prototype),
    ...Object.getOwnPropertyNames(new Client()),
  ];
  expect([...clientMembers].sort()).toEqual([...new Set([...objectMembers, ...own, 'then'])].sort());
});

test('an API class gets the member of its tag, and another where that is taken', () => {
  const members = nameMembers(['CustomersApi', 'MFAApi', 'WithApi', 'WithApiApi', 'ApiApi', 'ThenApi']);
  expect([...members.values()]).toEqual(['customers', 'mfa', 'withApi', 'withApiApi', 'apiApi', 'thenApi']);
});

test('whatever the API classes are called, their members are unique and replace nothing', () => {
  const names = fc.uniqueArray(
    fc.oneof(fc.stringMatching(/^[A-Z][A-Za-z0-9]*$/), fc.constantFrom(...clientMembers)),
  );
  fc.assert(
    fc.property(names, (tags) => {
      const members = [...nameMembers(tags.map((tag) => `${tag}Api`)).values()];
      expect(new Set(members).size).toBe(tags.length);
      for (const member of members) expect(clientMembers).not.toContain(member);
    }),
  );
});
