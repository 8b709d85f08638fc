import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Configuration, call, json } from '../../src/index.js';
import { endless } from './cases/endless.js';
import { ask, outcomeOf, serverPerTest } from './harness.js';
import type { Measured, Order } from './memory-child.js';
import { getThing, touchThing } from './operations.js';
import { head, repeat } from './script.js';

const MiB = 1024 * 1024;
const LIMIT_BYTES = 16 * MiB;

const server = serverPerTest();

describe('memory and wire are used up to the limit', () => {
  let child: ChildProcess;
  beforeAll(() => {
    const execArgv = ['--expose-gc', '--import', 'tsx'];
    child = fork(`${__dirname}/memory-child.ts`, { execArgv });
  });
  afterAll(() => {
    child.removeAllListeners('exit').kill();
  });

  test.each(endless)('$title', async ({ script, outcome }) => {
    server().answer(...script(''));
    child.send({ url: server().url, maxResponseBytes: LIMIT_BYTES } satisfies Order);
    const died = once(child, 'exit').then(() => Promise.reject(new Error('the process has died')));
    const [measured] = (await Promise.race([once(child, 'message'), died])) as [Measured];
    expect(measured.outcome).toEqual(outcome);
    expect(measured.grownBytes).toBeLessThan(3 * LIMIT_BYTES);
    expect(measured.grownRssBytes).toBeLessThan(4 * LIMIT_BYTES);
    await server().letGo();
    const limitBytes = 'error' in outcome && outcome.error === 'ResponseError' ? MiB : LIMIT_BYTES;
    // What the kernel has taken counts as sent, so more than the client has read.
    expect(server().sentBytes).toBeLessThan(limitBytes + 32 * MiB);
  });
});

describe('nothing goes on downloading', () => {
  test.each(endless)('once the call is over: $title', async ({ script, outcome }) => {
    server().answer(...script(''));
    expect(await outcomeOf(ask(server(), { maxResponseBytes: 64 * 1024 }))).toEqual(outcome);
    await server().letGo();
  });

  test('where the description has no body', async () => {
    server().answer(head(200), repeat('a'.repeat(1024)));
    expect(await ask(server(), { operation: touchThing, request: { body: 1 } })).toBeUndefined();
    await server().letGo();
  });

  test('where a post hook has cloned the failure', async () => {
    // To cancel one half of a cloned response ends only when the other half is cancelled: nobody may wait for that.
    server().answer(head(500, { 'Content-Type': 'application/json' }), repeat('a'.repeat(64 * 1024)));
    let copy: Response | undefined;
    const post = ({ response }: { response: Response }): void => {
      copy = response.clone();
    };
    const configuration = new Configuration({ basePath: server().url, middleware: [{ post }] });
    const operation = { ...getThing, responses: { default: json } };
    expect(await outcomeOf(call(configuration, operation, {}))).toEqual({
      error: 'ResponseError',
      code: 'http_status',
      status: 500,
    });
    await copy?.body?.cancel();
    await server().letGo();
  });
});
