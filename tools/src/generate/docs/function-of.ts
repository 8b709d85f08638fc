import { textOf } from '../../print/markdown.js';
import type { Operation } from '../openapi.js';

/** The name of an operation's function, which `name-operations` has given it. @throws Refusal where it has none. */
export function functionOf(operation: Operation): string {
  return textOf(operation['x-function'] as string);
}
