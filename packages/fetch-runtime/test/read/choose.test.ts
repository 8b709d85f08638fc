import { blob, json, type Operation, text } from '../../src/index.js';
import { received, rejection } from '../support.js';

const JSON_TYPE = 'application/json';

function value(
  responses: Operation['responses'],
  body: string | null,
  contentType: string | null = JSON_TYPE,
  init: ResponseInit = {},
  method = 'GET',
): Promise<unknown> {
  const bytes = body === null ? null : new TextEncoder().encode(body);
  const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
  return received({ method, responses }, new Response(bytes, { headers, ...init }));
}

const asText = { [JSON_TYPE]: text };
const asJson = { [JSON_TYPE]: json };

describe('by status', () => {
  test.each<[string, Operation['responses'], number, unknown]>([
    ['the exact status first', { 201: asText, '2XX': asJson, default: asJson }, 201, '1'],
    ['then its range', { 200: asJson, '2XX': asText, default: asJson }, 201, '1'],
    [
      'then the lowest declared success',
      { 202: asJson, 200: asText, default: asJson, 400: asJson },
      201,
      '1',
    ],
    ['then default', { 400: asJson, default: asText }, 201, '1'],
    ['an exact status without a body has none', { 201: {}, '2XX': asJson }, 201, undefined],
    ['no status declared: no body', {}, 200, undefined],
  ])('%s', async (_title, responses, status, expected) => {
    expect(await value(responses, '1', JSON_TYPE, { status })).toBe(expected);
  });

  test.each([204, 205])('%d has no body, whatever the description says', async (status) => {
    expect(await value({ [status]: asJson }, null, JSON_TYPE, { status })).toBeUndefined();
  });

  test('HEAD has no body', async () => {
    expect(await value({ 200: asJson }, null, JSON_TYPE, {}, 'HEAD')).toBeUndefined();
  });
});

describe('by media type', () => {
  test.each<[string, Operation['responses'][string], string | null, unknown]>([
    [
      'exact, in any case, with parameters',
      { 'text/plain': text, [JSON_TYPE]: json },
      'Application/JSON;charset=utf-8',
      1,
    ],
    [
      'a declared type with parameters',
      { 'text/plain': text, 'application/json; charset=utf-8': json },
      JSON_TYPE,
      1,
    ],
    ['+json as application/json', { 'text/plain': text, [JSON_TYPE]: json }, 'application/problem+json', 1],
    [
      '+json itself, where it is declared',
      { [JSON_TYPE]: json, 'application/hal+json': text },
      'application/hal+json',
      '1',
    ],
    ['a range', { 'application/xml': json, 'text/*': text }, 'text/csv', '1'],
    ['the narrower range', { '*/*': json, 'text/*': text }, 'text/csv', '1'],
    ['any type', { '*/*': text }, 'image/png', '1'],
    ['no Content-Type: the first', { [JSON_TYPE]: json, 'text/plain': text }, null, 1],
    ['mislabelled JSON, where only JSON is declared', { [JSON_TYPE]: json }, 'text/html', 1],
    ['mislabelled +json', { 'application/hal+json': json }, 'text/plain', 1],
    ['other text, where text is declared', { [JSON_TYPE]: json, 'text/csv': text }, 'text/plain', '1'],
  ])('%s', async (_title, contents, contentType, expected) => {
    expect(await value({ 200: contents }, '1', contentType)).toBe(expected);
  });

  test.each<[string, Operation['responses'][string], string, string]>([
    [
      'none of several',
      { [JSON_TYPE]: json, 'application/pdf': blob },
      'text/html',
      'unexpected_content_type',
    ],
    ['a page instead of a file', { 'application/pdf': blob }, 'text/html', 'unexpected_content_type'],
    ['a page instead of JSON', { [JSON_TYPE]: json }, 'text/html', 'invalid_json'],
  ])('%s is a ResponseFormatError', async (_title, contents, contentType, reason) => {
    const error = await rejection(value({ 200: contents }, '<html>', contentType));
    expect(error).toMatchObject({ code: 'response_format', reason });
  });

  test('a Blob keeps the type of the answer', async () => {
    const file = (await value({ 200: { 'image/*': blob } }, 'x', 'image/png')) as Blob;
    expect([file.type, await file.text()]).toEqual(['image/png', 'x']);
  });
});
