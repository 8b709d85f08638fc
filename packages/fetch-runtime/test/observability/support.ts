import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallEvent } from '../../src/index.js';

const types: readonly CallEvent['type'][] = ['request', 'attempt', 'retry', 'response', 'error'];

/** Runs `run` with `listener` subscribed to the channels of these types. */
export async function subscribed<T>(
  listener: (event: CallEvent, channel: string | symbol) => void,
  run: () => Promise<T>,
  to: readonly CallEvent['type'][] = types,
): Promise<T> {
  const onMessage = (message: unknown, channel: string | symbol): void =>
    listener(message as CallEvent, channel);
  const channels = to.map((type) => `acme:fetch-runtime:${type}`);
  for (const channel of channels) subscribe(channel, onMessage);
  try {
    return await run();
  } finally {
    for (const channel of channels) unsubscribe(channel, onMessage);
  }
}

/** The events that are published while `run` runs, whatever becomes of it. */
export async function publishedWhile(
  run: () => Promise<unknown>,
  to?: readonly CallEvent['type'][],
): Promise<CallEvent[]> {
  const events: CallEvent[] = [];
  await subscribed((event) => events.push(event), run, to).catch(() => undefined);
  return events;
}
