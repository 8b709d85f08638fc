import { network, timeout, unknown } from './cases/case.js';
import { cuts } from './cases/cuts.js';
import { notHttp } from './cases/framing.js';
import { slow } from './cases/slow.js';
import { type Asked, ask, outcomeOf, serverPerTest } from './harness.js';
import { makeThing, replaceThing } from './operations.js';
import { answer, cut, hangUp, pause } from './script.js';

const server = serverPerTest();

const post: Asked = { operation: makeThing, request: { body: { amount: 1 } } };
const patch: Asked = { ...post, operation: { ...makeThing, method: 'PATCH' } };
const lost = unknown(network);

describe('a POST without Idempotency-Key whose answer is lost: nobody knows whether it had its effect', () => {
  test.each([...cuts, ...notHttp.filter(({ outcome }) => outcome === network)])(
    'the server $title',
    async ({ script }) => {
      server().answer(...script('blue'));
      expect(await outcomeOf(ask(server(), post))).toEqual(lost);
      expect(server().requests).toHaveLength(1);
    },
  );

  test.each(slow.filter(({ outcome }) => outcome === timeout))('the server $title', async ({ script }) => {
    server().answer(...script('blue'));
    expect(await outcomeOf(ask(server(), { ...post, timeoutMs: 150 }))).toEqual(unknown(timeout));
    await server().letGo();
  });

  // A reset at once can come before Node knows of the connection, and then it has sent nothing.
  test.each([
    ['closes it at once', [hangUp]],
    ['resets it soon', [pause(20), cut]],
  ])('the server takes the connection and %s', async (_title, greeting) => {
    server().greet(...greeting);
    expect(await outcomeOf(ask(server(), post))).toEqual(lost);
  });

  test('a PATCH likewise', async () => {
    server().answer(cut);
    expect(await outcomeOf(ask(server(), patch))).toEqual(lost);
  });

  test('the error names the operation that tells', async () => {
    server().answer(cut);
    const operation = { ...makeThing, outcomeCheck: 'listThings' };
    const error = await ask(server(), { ...post, operation }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', outcomeCheck: 'listThings' });
  });
});

describe('it is known', () => {
  test.each<[string, Asked]>([
    [
      'of a POST with an Idempotency-Key: sent again, it has its effect once',
      { ...post, request: { body: 1, idempotencyKey: 'k' } },
    ],
    ['of one whose key is among the headers', { ...post, options: { headers: { 'idempotency-key': 'k' } } }],
    ['of a PUT, which has its effect once by definition', { ...post, operation: replaceThing }],
    ['of a GET', {}],
  ])('%s', async (_title, asked) => {
    server().answer(cut);
    expect(await outcomeOf(ask(server(), asked))).toEqual(network);
  });

  test('where the server answered, whatever it answered', async () => {
    server().answer(...answer(200, '<html>'));
    expect(await outcomeOf(ask(server(), post))).toMatchObject({ error: 'ResponseFormatError' });
    server().answer(...answer(500, ''));
    expect(await outcomeOf(ask(server(), post))).toMatchObject({ error: 'ResponseError' });
  });
});
