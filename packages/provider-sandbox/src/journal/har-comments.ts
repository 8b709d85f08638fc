import type { Delivery } from '../faults/delivery.js';
import type { JournalMessage, RecordedEntry } from './journal.js';
import { keptCharacters } from './redact.js';

/** Below it the time of the sandbox is that of the platform. */
const sameTimeMs = 1_000;

/** For who reads the archive: which operation, what was done to its answer, and what time it was at the sandbox. */
export function entryComment(call: RecordedEntry): string {
  const { provider, operationId, manners, delivery, timeMs, realTimeMs } = call;
  const isOtherTime = Math.abs(timeMs - realTimeMs) >= sameTimeMs;
  return [
    provider === '_sandbox' ? 'control call' : `${provider} ${operationId ?? '(no operation)'}`,
    ...(manners.length === 0 ? [] : [`manners: ${manners.join(', ')}`]),
    ...(delivery === undefined ? [] : deliveryWords(delivery)),
    ...(isOtherTime ? [`at the sandbox it was ${new Date(timeMs).toISOString()}`] : []),
  ].join('; ');
}

function deliveryWords({ delayMs, pauseMs, cut }: Delivery): string[] {
  return [
    ...(delayMs === undefined ? [] : [`the answer was held back for ${delayMs} ms`]),
    ...(pauseMs === undefined ? [] : [`the body came in pieces, ${pauseMs} ms before each`]),
    ...(cut === undefined ? [] : [cuts[cut]]),
  ];
}

const cuts: Readonly<Record<NonNullable<Delivery['cut']>, string>> = {
  before: 'the connection was cut before the answer',
  during: 'the connection was cut in the middle of the body',
  after: 'the connection was cut after the body, before the mark of its end',
};

export function messageComment({ decrypted }: JournalMessage): string | undefined {
  return decrypted === undefined ? undefined : `Decrypted: ${decrypted}`;
}

export function bodyComment({ isBodyCut }: JournalMessage): string | undefined {
  if (isBodyCut !== true) return undefined;
  return `Only its beginning: of a body the sandbox keeps ${keptCharacters} characters.`;
}
