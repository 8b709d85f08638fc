import { sentBytes, slowPieces } from '../faults/delivery.js';
import type { JournalMessage, RecordedEntry } from './journal.js';

/** What of an answer has gone over the wire. */
export interface SentAnswer {
  /** 0: nothing. */
  readonly status: number;
  readonly message: JournalMessage;
  /** Of the body, each after the pause that `delivery` asks for. */
  readonly pieces: number;
}

export function sentAnswer({ method, status, response, delivery = {} }: RecordedEntry): SentAnswer {
  const { cut } = delivery;
  const hasBody = method !== 'HEAD';
  const bodyBytes = sentBytes(cut, hasBody ? response.bodyBytes : 0);
  if (bodyBytes === undefined) {
    return { status: 0, message: { headers: [], body: '', bodyBytes: 0 }, pieces: 0 };
  }
  const message =
    cut === 'during' ? half(response, bodyBytes) : hasBody ? response : { ...response, body: '', bodyBytes };
  return { status, message, pieces: Math.min(slowPieces, bodyBytes) };
}

/** Of a body with secrets half of what is shown of it. Half of what was encrypted cannot be read. */
function half({ headers, body, isBodyCut }: JournalMessage, bodyBytes: number): JournalMessage {
  const kept = new TextEncoder().encode(body);
  const shown = beginning(kept, isBodyCut === true ? bodyBytes : Math.floor(kept.length / 2));
  return { headers, body: shown, bodyBytes, isBodyCut: isBodyCut === true && kept.length < bodyBytes };
}

/** Without the part of a character at its end. */
function beginning(bytes: Uint8Array, count: number): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, count), { stream: true });
}
