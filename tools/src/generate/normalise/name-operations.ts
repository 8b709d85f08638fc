import { isIdentifier, isReservedWord } from '../../print/names.js';
import { camelCase, firstFree, objectMembers, pascalCase, shortened } from '../../print/words.js';
import type { Operation } from '../openapi/document.js';
import { operationsOf } from '../openapi/operations.js';
import type { Transform } from './transform.js';

/** Members of BaseAPI and of every object, which a method must not replace. */
const inheritedMembers = [
  ...objectMembers,
  'prototype',
  'send',
  'configuration',
  'middleware',
  'clone',
  'request',
  'fetchApi',
  'isJsonMime',
  'withMiddleware',
  'withPreMiddleware',
  'withPostMiddleware',
  'then',
];
/** What a generated API file imports. */
const importedNames = ['runtime', 'models', 'security', 'servers'];

/**
 * Gives every operation the name of its function and method (`x-function`) and of its types (`x-type`). They are
 * valid identifiers, unique whatever their case, and do not collide with each other's `…Raw`, `…Operation` and `…All`.
 * The operationId itself stays as it is: errors and events carry it.
 */
export const nameOperations: Transform = {
  name: 'name-operations',
  apply(document, report) {
    const taken = new Set([...inheritedMembers, ...importedNames].map((name) => name.toLowerCase()));
    const numbers = { plain: new Map<string, number>(), paginated: new Map<string, number>() };
    for (const { path, method, operation } of operationsOf(document)) {
      const names = (name: string): string[] => [...namesOf(name), ...paginationNamesOf(operation, name)];
      operation.operationId ??= operationIdFrom(path, method, report);
      const wanted = safeName(shortened(camelCase(operation.operationId)));
      const name = firstFree(
        wanted,
        (candidate) => names(candidate).some((one) => taken.has(one.toLowerCase())),
        operation['x-pagination'] === undefined ? numbers.plain : numbers.paginated,
        wanted.toLowerCase(),
      );
      for (const one of names(name)) taken.add(one.toLowerCase());
      if (name !== operation.operationId) report(`${operation.operationId} is called ${name} in TypeScript`);
      operation['x-function'] = name;
      operation['x-type'] = typeName(name);
    }
  },
};

/** The name of an operation's function and method. */
export function functionOf(operation: Operation): string {
  return named(operation['x-function']);
}

/** The names of the types that an operation has in the generated module. */
export function typeNamesOf(operation: Operation): { request: string; result: string; errors: string } {
  const type = named(operation['x-type']);
  return { request: `${type}Request`, result: `${type}Result`, errors: `${type}Errors` };
}

/** `name-operations` has named it; before, an extension of the same name may hold anything. */
function named(name: unknown): string {
  if (typeof name === 'string') return name;
  throw new TypeError('The operations have no names yet: run name-operations first.');
}

/** What an operation with `x-pagination` has beside the others: all items, and how its pages follow each other. */
export function paginationNamesOf(operation: Operation, name: string): string[] {
  return operation['x-pagination'] === undefined ? [] : [`${name}All`, `${name}Pagination`];
}

function namesOf(name: string): string[] {
  return [name, `${name}Raw`, `${name}Operation`];
}

/** `_delete` → `Delete`; `_2fa` stays, as no name starts with a digit. */
function typeName(name: string): string {
  const type = pascalCase(name);
  return isIdentifier(type) ? type : `_${type}`;
}

function safeName(name: string): string {
  if (name === '') return 'operation';
  const usable = isIdentifier(name) ? name : `_${name}`;
  return isReservedWord(usable) || inheritedMembers.includes(usable) || importedNames.includes(usable)
    ? `_${usable}`
    : usable;
}

/** `/users/{id}` + `get` → `usersIdGet`, as openapi-generator names an operation without an operationId. */
function operationIdFrom(path: string, method: string, report: (line: string) => void): string {
  const made = camelCase(`${path} ${method}`);
  report(`${method.toUpperCase()} ${path} has no operationId: it is called ${made}`);
  return made;
}
