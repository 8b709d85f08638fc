import type { TokenRecord } from '../token/store.js';
import type { Seal } from './seal.js';

const VERSION = 1;

/** The record as one text, so that it is written and read as a whole; with a seal, all but the generation is sealed. */
export async function encodeRecord(record: TokenRecord, place: string, seal?: Seal): Promise<string> {
  const { generation, token, issuedAtMs, lifeMs } = record;
  const content = { token, issuedAtMs, lifeMs };
  if (seal === undefined) return JSON.stringify({ v: VERSION, generation, ...content });
  const sealed = await seal.close(JSON.stringify(content), `${place} ${generation}`);
  return JSON.stringify({ v: VERSION, generation, sealed });
}

/**
 * @param place Where it was found: a sealed record that was moved, or whose generation was changed, is not opened.
 * @returns `undefined` for a text that is no record of this version, or not sealed as it must be.
 */
export async function decodeRecord(
  text: string,
  place: string,
  seal?: Seal,
): Promise<TokenRecord | undefined> {
  const { v, generation, sealed, ...plain } = parsed(text);
  if (v !== VERSION || !Number.isSafeInteger(generation)) return undefined;
  if ((seal === undefined) !== (sealed === undefined)) return undefined;
  const content = seal === undefined ? plain : parsed(await seal.open(`${sealed}`, `${place} ${generation}`));
  const { token, issuedAtMs, lifeMs } = content;
  if (typeof token !== 'string' || token === '' || !Number.isFinite(issuedAtMs)) return undefined;
  if (lifeMs !== null && !(Number(lifeMs) > 0)) return undefined;
  return { token, issuedAtMs, lifeMs, generation } as TokenRecord;
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    return Object(JSON.parse(text ?? ''));
  } catch {
    return {};
  }
}
