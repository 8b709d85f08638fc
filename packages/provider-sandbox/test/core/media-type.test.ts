import { isJson } from '../../src/core/body.js';

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'Application/JSON',
  'text/json',
  'application/x-json',
  'application/problem+json',
  'image/vnd.example+json',
])('%s is JSON', (type) => {
  expect(isJson(type)).toBe(true);
});

test.each([
  '',
  'text/plain',
  'application/x-ndjson',
  'application/jsonl',
  'application/json-seq',
  'text/html; json',
])('%j is not one text of JSON', (type) => {
  expect(isJson(type)).toBe(false);
});
