import * as runtime from '@acme/fetch-runtime';
import { BaseAPI, Configuration } from '@acme/fetch-runtime';
import * as client from '@acme/plo-client';
import {
  inheritedMembers,
  nameOperations,
  type OperationNames,
} from '../../src/generate/normalise/name-operations.js';
import type { Operation } from '../../src/generate/openapi/document.js';
import { objectMembers } from '../../src/print/names.js';
import { apply, documentOf } from '../documents.js';

class Api extends BaseAPI {}
const members = [
  ...Object.getOwnPropertyNames(BaseAPI.prototype),
  ...Object.getOwnPropertyNames(new Api(new Configuration())),
];

test('a method cannot replace a member of its class, and no other name is kept from operations', () => {
  const expected = [...new Set([...objectMembers, ...members, 'prototype', 'then'])];
  expect([...inheritedMembers].sort()).toEqual(expected.sort());
});

test.each(['send', 'clone', 'request', 'fetchApi', 'isJsonMime', 'middleware'])(
  'an operation can be called %s, as no class has such a member',
  (name) => {
    const names = new Map<Operation, OperationNames>();
    apply(nameOperations(names), documentOf({ '/a': { get: { operationId: name, responses: {} } } }));
    expect([...names.values()].map((one) => one.function)).toEqual([name]);
  },
);

const runtimeFunctions = Object.keys(runtime).filter((name) => name in client);

test.each([...runtimeFunctions, 'servers', 'security'])(
  'an operation called %s hides nothing that the index of a client exports',
  (name) => {
    const names = new Map<Operation, OperationNames>();
    apply(nameOperations(names), documentOf({ '/a': { get: { operationId: name, responses: {} } } }));
    expect([...names.values()].map((one) => one.function)).not.toContain(name);
  },
);
