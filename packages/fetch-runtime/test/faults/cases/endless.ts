import { gzipSync } from 'node:zlib';
import { chunk, head, repeat } from '../script.js';
import { type Case, failedWith, malformed } from './case.js';

const MiB = 1024 * 1024;
const json = { 'Content-Type': 'application/json' };
const letters = 'a'.repeat(64 * 1024);

/** 100 MiB of the letter a in a JSON string, in 100 KiB. */
let packed: Uint8Array | undefined;
function bomb(): Uint8Array {
  packed ??= gzipSync(`"${'a'.repeat(100 * MiB)}"`, { level: 1 });
  return packed;
}

/** More than fits, by the length they announce or by what comes. */
export const endless: readonly Case[] = [200, 500].flatMap((status) => {
  const outcome = status === 200 ? malformed('too_large') : failedWith(status);
  return [
    {
      title: `${status} with chunks without end`,
      script: () => [head(status, { ...json, 'Transfer-Encoding': 'chunked' }), repeat(chunk(letters))],
      outcome,
    },
    {
      title: `${status} with a body without end or length`,
      script: () => [head(status, json), repeat(letters)],
      outcome,
    },
    {
      title: `${status} with 100 MB`,
      script: () => [
        head(status, { ...json, 'Content-Length': 1600 * letters.length }),
        repeat(letters, 1600),
      ],
      outcome,
    },
    {
      title: `${status} with a gzip bomb`,
      script: () => {
        const gzip = { 'Content-Encoding': 'gzip', 'Content-Length': bomb().byteLength };
        return [head(status, { ...json, ...gzip }), bomb()];
      },
      outcome,
    },
  ];
});
