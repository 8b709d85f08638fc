import { type Observe, onEvent } from '../../src/index.js';

const levels = {
  request: 'debug',
  attempt: 'debug',
  retry: 'warn',
  response: 'info',
  error: 'error',
} as const;

/** Writes a line of JSON for every event: `new Configuration({ observe: logCalls(console) })`. */
export function logCalls(log: Pick<Console, (typeof levels)[keyof typeof levels]>): Observe {
  return onEvent((event) => log[levels[event.type]](JSON.stringify(event)));
}
