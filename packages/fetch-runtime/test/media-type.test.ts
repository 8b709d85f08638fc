import { essence, inRange, isJson, isRange } from '../src/media-type.js';

test.each([
  ['Text/CSV', 'text/csv'],
  ['text/csv;charset=utf-8', 'text/csv'],
  ['text/csv ; charset=utf-8', 'text/csv'],
  [' text/csv, text/plain', 'text/csv'],
])('%p is the media type %s', (mediaType, expected) => {
  expect(essence(mediaType)).toBe(expected);
});

test.each<[string, boolean]>([
  ['application/json', true],
  ['Application/JSON; v=2', true],
  ['text/json', true],
  ['application/problem+json', true],
  // RFC 7464 and its kind: several values, which no JSON parser reads.
  ['application/json-seq', false],
  ['text/json-lines', false],
  ['application/vnd.x+json-seq', false],
  ['x-application/json', false],
  ['application/xml', false],
])('%s is JSON: %p', (mediaType, expected) => {
  expect(isJson(mediaType)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['image/png', 'image/*', true],
  ['IMAGE/PNG; q=1', 'image/*; q=1', true],
  ['index/html', 'image/*', false],
  ['imagex/png', 'image/*', false],
  ['image/png', '*/*', true],
  // A media type is no range, whatever begins with it.
  ['image/png', 'image/png', false],
  ['image/png2', 'image/png', false],
])('%s is within %s: %p', (mediaType, range, expected) => {
  expect(inRange(mediaType, range)).toBe(expected);
});

test.each<[string, boolean]>([
  ['image/*', true],
  ['*/*; q=1', true],
  ['image/png', false],
])('%s is a range: %p', (mediaType, expected) => {
  expect(isRange(mediaType)).toBe(expected);
});
