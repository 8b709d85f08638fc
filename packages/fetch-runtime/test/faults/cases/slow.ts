import { chunk, drip, hangUp, head, pause, repeat, type Script, type Step } from '../script.js';
import { type Case, failedWith, timeout } from './case.js';

const json = { 'Content-Type': 'application/json' };

/** One by one, and never done. */
function slowly(text: string): Step {
  return async (connection) => {
    await repeat(text, 1)(connection);
    await pause(10)(connection);
    if (!connection.gone.aborted) await slowly(text)(connection);
  };
}

/** Longer than any test waits for an answer. */
export const slow: readonly Case[] = [
  { title: 'never answers', script: () => [], outcome: timeout },
  {
    title: 'sends its status line byte by byte, without end',
    script: () => ['HTTP/1.1 200 ', slowly('O')],
    outcome: timeout,
  },
  {
    title: 'sends header after header, without end',
    script: (word) => ['HTTP/1.1 200 OK\r\n', slowly(`X-Word: ${word}\r\n`)],
    outcome: timeout,
  },
  {
    title: 'sends informational answers only, without end',
    script: () => [slowly('HTTP/1.1 102 Processing\r\n\r\n')],
    outcome: timeout,
  },
  {
    title: 'sends the headers and then nothing',
    script: (word) => [head(200, { ...json, 'X-Word': word, 'Content-Length': 100 })],
    outcome: timeout,
  },
  {
    title: 'sends a body of known length byte by byte',
    script: (word) => [head(200, { ...json, 'Content-Length': 100_000 }), `{"${word}":"`, slowly('a')],
    outcome: timeout,
  },
  {
    title: 'sends chunk after small chunk, without end',
    script: (word) => [head(200, { ...json, 'Transfer-Encoding': 'chunked' }), slowly(chunk(word))],
    outcome: timeout,
  },
  {
    // Not slow at all, but Node's fetch (undici 6 and 7) never ends such a body.
    title: 'says a body is gzip that is not, and ends it with the connection',
    script: (word) => [head(200, { ...json, 'Content-Encoding': 'gzip' }), `"${word}"`, hangUp],
    outcome: timeout,
  },
];

/** The status is known, and that is the news. */
export const slowFailure: Case = {
  title: 'sends an error body byte by byte, without end',
  script: (word) => [head(503, { ...json, 'Content-Length': 100_000 }), `{"${word}":"`, slowly('a')],
  outcome: failedWith(503),
};

const small = '{"word":"blue"}';

/** Slow, but in time. */
export const inTime: readonly { readonly title: string; readonly script: () => Script }[] = [
  {
    title: 'headers byte by byte',
    script: () => [drip(head(200, { 'Content-Length': small.length }), 1), small],
  },
  {
    title: 'a body byte by byte',
    script: () => [head(200, { ...json, 'Content-Length': small.length }), drip(small, 2)],
  },
  {
    title: 'chunks of one byte, each byte by byte',
    script: () => [
      head(200, { ...json, 'Transfer-Encoding': 'chunked' }),
      drip(`${chunk(...small)}0\r\n\r\n`, 1),
    ],
  },
];
