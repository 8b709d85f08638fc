import { json, none, type Operation, send, text } from '../../src/index.js';
import { answering, operation, received } from '../support.js';

async function value(
  responses: Operation['responses'],
  status: number,
  body: string | null = '1',
  method = 'GET',
): Promise<unknown> {
  return received({ method, responses }, new Response(body, { status }));
}

describe('a body is read by the status of the answer', () => {
  test.each<[string, Operation['responses'], number, unknown]>([
    ['the exact status first', { 201: text, '2XX': json, default: json }, 201, '1'],
    ['then its range', { 200: json, '2XX': text, default: json }, 201, '1'],
    ['then the lowest declared success', { 202: json, 200: text, default: json, 400: json }, 201, '1'],
    ['then default', { 400: json, default: text }, 201, '1'],
    ['an exact status without a body has none', { 201: none, '2XX': json }, 201, undefined],
    ['no status declared: no body', {}, 200, undefined],
    ['only errors declared: no body', { 400: json, '4XX': json }, 200, undefined],
  ])('%s', async (_title, responses, status, expected) => {
    expect(await value(responses, status)).toBe(expected);
  });

  test.each([204, 205])('%d has no body, whatever the description says', async (status) => {
    expect(await value({ [status]: json }, status, null)).toBeUndefined();
  });

  test('HEAD has no body', async () => {
    expect(await value({ 200: json }, 200, null, 'HEAD')).toBeUndefined();
  });
});

test.each<[string, Partial<Operation>, number]>([
  ['no answer has one', { responses: {} }, 200],
  ['the status has none', { responses: { 201: none, '2XX': json } }, 201],
  ['it answers HEAD', { method: 'HEAD', responses: { 200: json } }, 200],
])(
  'a body that came where %s is let go of, so that it does not hold the connection',
  async (_title, parts, status) => {
    const cancel = jest.fn();
    const body = new ReadableStream({ cancel });
    const { value: read } = await send(
      answering(new Response(body, { status })),
      operation(parts),
      {} as never,
    );
    expect(await read()).toBeUndefined();
    expect(cancel).toHaveBeenCalledTimes(1);
  },
);
