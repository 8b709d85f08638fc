import type { Param } from '../operation.js';

/** Stands for the body where the encoders name a parameter in an error. */
export const bodyParam: Param = { encode: () => undefined, key: 'body', name: 'body' };
