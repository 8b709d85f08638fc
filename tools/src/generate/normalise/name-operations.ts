import { firstFree } from '../../print/free-names.js';
import { isIdentifier, isReservedWord, objectMembers } from '../../print/names.js';
import { camelCase, pascalCase, shortened } from '../../print/words.js';
import type { Operation } from '../openapi/document.js';
import { type OperationAt, operationsOf } from '../openapi/operations.js';
import { errorNames, runtimeValues } from './taken-names.js';
import type { Transform } from './transform.js';

/** What an operation is called in TypeScript. */
export interface OperationNames {
  /** Its function, and its method. */
  readonly function: string;
  /** How the names of its types begin. */
  readonly type: string;
}

/** Members of BaseAPI and of every object, which a method must not replace; and what makes an object a promise. */
export const inheritedMembers: readonly string[] = [
  ...objectMembers,
  'prototype',
  'configuration',
  'withMiddleware',
  'withPreMiddleware',
  'withPostMiddleware',
  'then',
];
/** What a generated API file imports, and what the index of a client exports beside its operations. */
const importedNames = ['runtime', 'models', 'security', 'servers', ...errorNames, ...runtimeValues];

/**
 * Names the function, the method and the types of every operation, into `names`. The names are valid identifiers, unique
 * whatever their case, and do not collide with each other's `…Raw`, `…Operation` and `…All`. The operationId itself
 * stays as it is: errors and events carry it.
 */
export function nameOperations(names: Map<Operation, OperationNames>): Transform {
  return {
    name: 'name-operations',
    apply(document, report) {
      const taken = new Set([...inheritedMembers, ...importedNames].map((name) => name.toLowerCase()));
      const numbers = { plain: new Map<string, number>(), paginated: new Map<string, number>() };
      const operations = operationsOf(document);
      const ids = new OperationIds(operations);
      for (const { key, method, operation } of operations) {
        operation.operationId = ids.take(operation.operationId, key, method, report);
        const isPaginated = operation['x-pagination'] !== undefined;
        const wanted = safeName(shortened(camelCase(operation.operationId)));
        const name = firstFree(
          wanted,
          (candidate) => namesOf(candidate, isPaginated).some((one) => taken.has(one.toLowerCase())),
          isPaginated ? numbers.paginated : numbers.plain,
          wanted.toLowerCase(),
        );
        for (const one of namesOf(name, isPaginated)) taken.add(one.toLowerCase());
        if (name !== operation.operationId)
          report(`${operation.operationId} is called ${name} in TypeScript`);
        names.set(operation, { function: name, type: typeName(name) });
      }
    },
  };
}

/** The names of the types that an operation has in the generated module. */
export function typesOf({ type }: OperationNames): { request: string; result: string; errors: string } {
  return { request: `${type}Request`, result: `${type}Result`, errors: `${type}Errors` };
}

/** What its module exports for an operation beside types; one whose answers are pages has two more. */
export function valuesOf(name: string, isPaginated: boolean): string[] {
  return [name, `${name}Operation`, ...(isPaginated ? [`${name}All`, `${name}Pagination`] : [])];
}

function namesOf(name: string, isPaginated: boolean): string[] {
  return [...valuesOf(name, isPaginated), `${name}Raw`];
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

/** The operationIds of a document: each once, as errors and events tell operations apart by them. */
class OperationIds {
  readonly #taken: Set<string>;
  readonly #given = new Set<string>();
  readonly #numbers = new Map<string, number>();

  constructor(operations: readonly OperationAt[]) {
    this.#taken = new Set(operations.map(({ operation }) => operation.operationId ?? ''));
  }

  /** The operationId as it is written, or a new one where there is none or another operation has it. */
  take(written: string | undefined, key: string, method: string, report: (line: string) => void): string {
    if (written !== undefined && written !== '' && !this.#given.has(written)) {
      this.#given.add(written);
      return written;
    }
    const wanted = written || operationIdFrom(key, method);
    const made = firstFree(wanted, (one) => this.#taken.has(one) || this.#given.has(one), this.#numbers);
    this.#given.add(made);
    const why = written ? `shares its operationId ${written}` : 'has no operationId';
    report(`${method.toUpperCase()} ${key} ${why}: it is called ${made}`);
    return made;
  }
}

/** `/users/{id}` + `get` → `usersIdGet`, as openapi-generator names an operation without an operationId. */
function operationIdFrom(key: string, method: string): string {
  return camelCase(`${key} ${method}`);
}
