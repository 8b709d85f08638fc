import { type ByMediaType, blob, byMediaType, json, text } from '../../src/index.js';
import { received, rejection } from '../support.js';

const JSON_TYPE = 'application/json';

function value(
  contents: ByMediaType['contents'],
  body: string | null,
  contentType: string | null,
  status = 200,
): Promise<unknown> {
  const bytes = body === null ? null : new TextEncoder().encode(body);
  const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
  const responses = { 200: { read: byMediaType, contents }, default: { read: byMediaType, contents } };
  return received({ responses }, new Response(bytes, { headers, status }));
}

describe('by media type', () => {
  test.each<[string, ByMediaType['contents'], string | null, unknown]>([
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
    expect(await value(contents, '1', contentType)).toBe(expected);
  });

  test.each<[string, ByMediaType['contents'], string, string]>([
    [
      'none of several',
      { [JSON_TYPE]: json, 'application/pdf': blob },
      'text/html',
      'unexpected_content_type',
    ],
    ['a page instead of a file', { 'application/pdf': blob }, 'text/html', 'unexpected_content_type'],
    ['a page instead of JSON', { [JSON_TYPE]: json }, 'text/html', 'invalid_json'],
  ])('%s is a ResponseFormatError', async (_title, contents, contentType, reason) => {
    const error = await rejection(value(contents, '<html>', contentType));
    expect(error).toMatchObject({ code: 'response_format', reason });
  });

  test('a Blob keeps the type of the answer', async () => {
    const file = (await value({ 'image/*': blob }, 'x', 'image/png')) as Blob;
    expect([file.type, await file.text()]).toEqual(['image/png', 'x']);
  });

  test('a body of a type that nobody asked for is let go of', async () => {
    const cancel = jest.fn();
    const body = new ReadableStream({ cancel });
    const responses = { 200: { read: byMediaType, contents: { 'application/pdf': blob } } };
    const headers = { 'content-type': 'text/html' };
    expect(await rejection(received({ responses }, new Response(body, { headers })))).toMatchObject({
      reason: 'unexpected_content_type',
    });
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test('an error body of a type that is not described does not hide the status', async () => {
    const error = await rejection(value({ [JSON_TYPE]: json, 'text/csv': text }, '<html>', 'image/png', 502));
    expect(error).toMatchObject({ name: 'ResponseError', status: 502, body: undefined });
    const described = await rejection(value({ [JSON_TYPE]: json, 'text/csv': text }, 'a,b', 'text/csv', 502));
    expect(described).toMatchObject({ name: 'ResponseError', status: 502, body: 'a,b' });
  });
});
