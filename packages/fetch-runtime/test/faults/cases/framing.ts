import { gzipSync } from 'node:zlib';
import { lookAtThing, touchThing } from '../operations.js';
import { answer, chunk, hangUp, head, type Script } from '../script.js';
import { type Case, failedWith, malformed, network } from './case.js';

const json = { 'Content-Type': 'application/json' };
const chunked = { ...json, 'Transfer-Encoding': 'chunked' };

/** `{"word":"…"}`, which all of these would be if they kept to HTTP. */
const body = (word: string): string => JSON.stringify({ word });
const sized = (word: string, more: number, status = 200, headers = {}): string =>
  head(status, { ...json, ...headers, 'Content-Length': body(word).length + more });

const ok = (word: string): Script => answer(200, body(word));

/** Answers that are no HTTP. */
export const notHttp: readonly Case[] = [
  {
    title: 'announces a longer body than it sends',
    script: (word) => [sized(word, 1), body(word), hangUp],
    outcome: network,
  },
  {
    title: 'announces a shorter body than it sends',
    script: (word) => [sized(word, -1), body(word), hangUp],
    outcome: malformed('invalid_json'),
  },
  {
    title: 'gives the length of a chunk as no number',
    script: (word) => [head(200, chunked), `xyz\r\n${body(word)}\r\n0\r\n\r\n`],
    outcome: network,
  },
  {
    title: 'goes on where a chunk should end',
    script: (word) => [head(200, chunked), `1\r\n${body(word)}\r\n0\r\n\r\n`],
    outcome: network,
  },
  {
    title: 'follows a good chunk by rubbish',
    script: (word) => [head(200, chunked), chunk(body(word)), `${word}\r\n`],
    outcome: network,
  },
  {
    title: 'gives Content-Length twice, not the same',
    script: (word) => [
      `HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: ${body(word).length}\r\n\r\n`,
      body(word),
    ],
    outcome: network,
  },
  {
    title: 'gives Content-Length twice',
    script: (word) => {
      const length = `Content-Length: ${body(word).length}\r\n`;
      return [`HTTP/1.1 200 OK\r\n${length}${length}\r\n`, body(word)];
    },
    outcome: network,
  },
  {
    title: 'gives both a length and chunks',
    script: (word) => [head(200, { ...chunked, 'Content-Length': 5 }), `${chunk(body(word))}0\r\n\r\n`],
    outcome: network,
  },
  {
    title: 'gives a negative length',
    script: (word) => [head(200, { 'Content-Length': -1 }), body(word)],
    outcome: network,
  },
  {
    title: 'sends a body without any headers (HTTP/0.9)',
    script: (word) => [body(word), hangUp],
    outcome: network,
  },
  {
    title: 'speaks another protocol',
    script: (word) => [`220 mail.test ESMTP ${word}\r\n`],
    outcome: network,
  },
  {
    title: 'sends a status that is no number',
    script: (word) => [`HTTP/1.1 OK ${word}\r\n\r\n`],
    outcome: network,
  },
  {
    title: 'puts a line without colon among the headers',
    script: (word) => [`HTTP/1.1 200 OK\r\n${word}\r\n\r\n`],
    outcome: network,
  },
  {
    title: 'sends a header of 1 MiB',
    script: (word) => [head(200, { 'X-Word': word.padEnd(1024 * 1024, 'a') })],
    outcome: network,
  },
  {
    title: 'sends 10 000 headers',
    script: (word) => [`HTTP/1.1 200 OK\r\n${`X-Word: ${word}\r\n`.repeat(10_000)}\r\n`],
    outcome: network,
  },
  {
    // Good HTTP (RFC 9110, section 15.2), but Node's fetch (undici 6) takes it for a bad answer.
    title: 'sends 100 before the answer, unasked',
    script: (word) => [head(100), ...ok(word)],
    outcome: network,
  },
  {
    title: 'changes the protocol, unasked',
    script: (word) => [head(101, { Upgrade: 'x', Connection: 'upgrade', 'X-Word': word })],
    outcome: network,
  },
  {
    title: 'ends a gzip body in its middle',
    script: (word) => {
      const gzip = gzipSync(body(word.padEnd(1000)));
      const half = gzip.subarray(0, gzip.length / 2);
      return [head(200, { ...json, 'Content-Encoding': 'gzip', 'Content-Length': half.length }), half];
    },
    outcome: malformed('invalid_json'),
  },
  {
    title: 'says a body is gzip that is not',
    script: (word) => [sized(word, 0, 200, { 'Content-Encoding': 'gzip' }), body(word)],
    outcome: network,
  },
  {
    title: 'says an error body is gzip that is not',
    script: (word) => [sized(word, 0, 400, { 'Content-Encoding': 'gzip' }), body(word)],
    outcome: failedWith(400),
  },
];

const value = { value: { word: 'blue' } };

/** Unusual, and right by RFC 9110 and 9112: these must not fail. */
export const unusual: readonly Case[] = [
  {
    title: '103 before the answer',
    script: (word) => [head(103, { Link: '</a>' }), ...ok(word)],
    outcome: value,
  },
  {
    title: 'several 102 before the answer',
    script: (word) => [head(102), head(102), head(102), ...ok(word)],
    outcome: value,
  },
  {
    title: 'a body that ends with the connection',
    script: (word) => [head(200, json), body(word), hangUp],
    outcome: value,
  },
  { title: 'HTTP/1.0', script: (word) => [`HTTP/1.0 200 OK\r\n\r\n${body(word)}`, hangUp], outcome: value },
  {
    title: 'chunks with extensions and trailers',
    script: (word) => [
      head(200, chunked),
      `${body(word).length.toString(16)};a=b\r\n${body(word)}\r\n0\r\nX-Sum: ${word}\r\n\r\n`,
    ],
    outcome: value,
  },
  {
    title: '204 with a body, which it cannot have',
    operation: touchThing,
    script: (word) => [sized(word, 0, 204), body(word)],
    outcome: { value: undefined },
  },
  {
    title: 'the answer to HEAD has the length of a body it does not have',
    operation: lookAtThing,
    script: () => [head(200, { ...json, 'Content-Length': 100 })],
    outcome: { value: undefined },
  },
  {
    title: 'the failure of a HEAD likewise',
    operation: lookAtThing,
    script: () => [head(404, { ...json, 'Content-Length': 100 })],
    outcome: failedWith(404),
  },
];
