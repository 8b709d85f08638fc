import { chunk, cut, hangUp, head, pause, type Script } from '../script.js';
import { type Case, failedWith, network } from './case.js';

/** Long enough for what was sent to be read before a reset throws it away. */
const read = pause(20);
const length100 = { 'Content-Type': 'application/json', 'Content-Length': 100 };
const chunked = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };

const places: readonly [string, (word: string) => Script][] = [
  ['before the headers', () => []],
  ['in the status line', () => ['HTTP/1.1 20', read]],
  ['in the middle of the headers', (word) => [`HTTP/1.1 200 OK\r\nX-Word: ${word}`, read]],
  ['between headers and body', (word) => [head(200, { ...length100, 'X-Word': word }), read]],
  ['in the middle of a body of known length', (word) => [head(200, length100), `{"word":"${word}`, read]],
  ['in the middle of a chunk', (word) => [head(200, chunked), `40\r\n{"word":"${word}`, read]],
  ['between two chunks', (word) => [head(200, chunked), chunk(`{"word":"${word}"}`), read]],
];

/** The connection ends too early. */
export const cuts: readonly Case[] = places.flatMap(([place, script]) => [
  { title: `resets the connection ${place}`, script: (word) => [...script(word), cut], outcome: network },
  { title: `closes the connection ${place}`, script: (word) => [...script(word), hangUp], outcome: network },
]);

/** The same after a failure status: that is the news, and it is known. */
export const cutFailures: readonly Case[] = [
  { title: 'resets the connection', end: cut },
  { title: 'closes the connection', end: hangUp },
].map(({ title, end }) => ({
  title: `${title} in the middle of an error body`,
  script: (word) => [head(500, length100), `{"word":"${word}`, read, end],
  outcome: failedWith(500),
}));
