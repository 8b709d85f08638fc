import { touchThing } from '../operations.js';
import { answer, hangUp, head } from '../script.js';
import { type Case, failedWith, malformed } from './case.js';

const html = (word: string): string => `<!doctype html><title>${word}</title>`;
const notUtf8 = (word: string): Uint8Array => Buffer.from(`{"word":"${word}\xe9"}`, 'latin1');

/** Good HTTP with a body that is not the JSON which the description promises. */
export const wrongBodies: readonly Case[] = [
  {
    title: 'an HTML page with status 200',
    script: (word) => answer(200, html(word), 'text/html; charset=utf-8'),
    outcome: malformed('invalid_json'),
  },
  {
    title: 'an HTML page that says it is JSON',
    script: (word) => answer(200, html(word)),
    outcome: malformed('invalid_json'),
  },
  { title: 'nothing', script: () => answer(200, ''), outcome: malformed('empty_body') },
  {
    title: 'a 204, which the description does not have',
    script: (word) => [head(204, { 'X-Word': word })],
    outcome: malformed('empty_body', 204),
  },
  { title: 'white space', script: () => answer(200, ' \r\n'), outcome: malformed('invalid_json') },
  {
    title: 'half of its JSON',
    script: (word) => answer(200, `{"word":"${word}"`),
    outcome: malformed('invalid_json'),
  },
  {
    title: 'two JSON texts',
    script: (word) => answer(200, `{"word":"${word}"}{"word":"${word}"}`),
    outcome: malformed('invalid_json'),
  },
  { title: 'text', script: (word) => answer(200, word), outcome: malformed('invalid_json') },
  {
    title: 'JSON in Latin-1',
    script: (word) => answer(200, notUtf8(word)),
    outcome: malformed('invalid_utf8'),
  },
  {
    title: 'JSON in UTF-16',
    script: (word) => answer(200, Buffer.from(`\ufeff{"word":"${word}"}`, 'utf16le')),
    outcome: malformed('invalid_utf8'),
  },
  {
    title: 'a failure with an HTML page',
    script: (word) => answer(502, html(word), 'text/html'),
    outcome: failedWith(502),
  },
  {
    title: 'a failure with half of its JSON',
    script: (word) => answer(400, `{"word":"${word}`),
    outcome: failedWith(400),
  },
  { title: 'a failure in Latin-1', script: (word) => answer(400, notUtf8(word)), outcome: failedWith(400) },
  { title: 'a failure with nothing', script: () => answer(401, ''), outcome: failedWith(401) },
  {
    title: 'a failure as described',
    script: (word) => answer(422, JSON.stringify({ word })),
    outcome: failedWith(422, { word: 'blue' }),
  },
];

const value = { value: { word: 'blue' } };

/** Not quite by the book, and no reason to fail. */
export const oddBodies: readonly Case[] = [
  {
    title: 'JSON after a byte order mark',
    script: (word) => answer(200, `\ufeff${JSON.stringify({ word })}`),
    outcome: value,
  },
  {
    title: 'JSON that says it is text',
    script: (word) => answer(200, JSON.stringify({ word }), 'text/plain'),
    outcome: value,
  },
  {
    title: 'JSON that says nothing',
    script: (word) => [head(200), JSON.stringify({ word }), hangUp],
    outcome: value,
  },
  {
    title: 'JSON of a vendor type',
    script: (word) => answer(200, JSON.stringify({ word }), 'application/vnd.acme+json'),
    outcome: value,
  },
  {
    title: 'an HTML page where the description has no body',
    operation: touchThing,
    script: (word) => answer(200, html(word), 'text/html'),
    outcome: { value: undefined },
  },
];
