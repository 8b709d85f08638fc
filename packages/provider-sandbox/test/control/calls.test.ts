import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPage } from '../../scripts/page.js';
import type { SandboxServer } from '../../src/entrances/http/start.js';
import { paidSession, sandbox, wrongLogin } from '../page/support.js';

let server: SandboxServer;
beforeEach(async () => {
  server = await sandbox();
});
afterEach(() => server.close());

/** Reads the stream of calls until it has `blocks` events. */
async function events(blocks: number, lastEventId?: string): Promise<string[]> {
  const stop = new AbortController();
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const answer = await fetch(`${server.url}/_sandbox/events`, { headers, signal: stop.signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of answer.body!) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    if (text.split('\n\n').length > blocks) break;
  }
  stop.abort();
  return text.split('\n\n').slice(0, -1);
}

test('the built page is that of src/page (if not, run npm run build)', () => {
  const root = join(__dirname, '../..');
  const isSame = readFileSync(join(root, 'build/page.json'), 'utf8') === builtPage(join(root, 'src/page'));
  expect({ run: 'npm run build', isSame }).toEqual({ run: 'npm run build', isSame: true });
});

describe('the server of the page', () => {
  test('lets no page of another origin read or embed anything', async () => {
    const paths = ['page.js', 'page.css', 'calls', 'calls/9', 'har', 'state', 'faults', 'nothing', 'events'];
    const stop = new AbortController();
    for (const path of paths) {
      const headers = { origin: 'https://evil.example' };
      const answer = await fetch(`${server.url}/_sandbox/${path}`, { headers, signal: stop.signal });
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(answer.headers.has('access-control-allow-origin')).toBe(false);
    }
    stop.abort();
  });

  test('gives a browser the page, which may load nothing from elsewhere, and curl the paths', async () => {
    const page = await fetch(server.url, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy')?.split('; ');
    for (const rule of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(await page.text()).toContain('<main>');
    expect(await (await fetch(server.url)).text()).toContain('/finicity/…');
  });

  test.each([
    ['page.js', 'text/javascript; charset=utf-8'],
    ['page.css', 'text/css; charset=utf-8'],
  ])('%s comes from the sandbox', async (file, type) => {
    const answer = await fetch(`${server.url}/_sandbox/${file}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  });

  test('returns the calls in short, one in full, and all as HAR, without secrets', async () => {
    await wrongLogin(server);
    const [calls, one, har] = await Promise.all(
      ['calls', 'calls/1', 'har'].map(async (path) => (await fetch(`${server.url}/_sandbox/${path}`)).text()),
    );
    expect(JSON.parse(calls!)).toMatchObject({ calls: [{ id: 1, operationId: 'createToken' }] });
    expect(calls).not.toContain('"request"');
    expect(JSON.parse(one!)).toMatchObject({
      id: 1,
      request: { body: expect.stringContaining('[redacted]') },
    });
    expect(JSON.parse(har!).log.entries[0].request.url).toMatch(`${server.url}/finicity/aggregation/`);
    expect(`${calls}${one}${har}`).not.toContain('hush');
  });

  test('shows the encrypted result of a payment in the call and in the HAR, but not its session', async () => {
    const session = await paidSession(server);
    const texts = await Promise.all(
      ['calls/2', 'har'].map(async (path) => (await fetch(`${server.url}/_sandbox/${path}`)).text()),
    );
    const [call, har] = texts.map((text) => JSON.parse(text));
    expect(call).toMatchObject({ path: '/Pay/', status: 302 });
    expect(JSON.parse(call.response.decrypted)).toMatchObject({
      transactionStatus: 'SUCCESS',
      sessionTokenId: '[redacted]',
    });
    expect(har.log.entries[1].response.comment).toBe(`Decrypted: ${call.response.decrypted}`);
    expect(texts.join()).not.toContain(session);
  });

  test('responds to HEAD as to GET, without the body', async () => {
    const head = (path: string) =>
      fetch(`${server.url}${path}`, { method: 'HEAD', headers: { accept: 'text/html' } });
    for (const [path, type] of [
      ['/', 'text/html; charset=utf-8'],
      ['/_sandbox/page.js', 'text/javascript; charset=utf-8'],
      ['/_sandbox/calls', 'application/json; charset=utf-8'],
      ['/_sandbox/events', 'text/event-stream'],
    ] as const) {
      const answer = await head(path);
      expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
        200,
        type,
        '',
      ]);
    }
    expect((await head('/_sandbox/calls/9')).status).toBe(404);
  });

  test('responds with 404 for a call that it has not kept', async () => {
    const answer = await fetch(`${server.url}/_sandbox/calls/9`);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: 'There is no call 9, or it was too long ago', code: 'call_unknown' },
    ]);
  });
});

describe('the stream of calls', () => {
  test('begins with the run and the earlier calls, and goes on with new ones', async () => {
    await wrongLogin(server);
    const reading = events(3);
    await wrongLogin(server);
    const [run, first, second] = await reading;
    expect(run).toBe(`retry: 500\nevent: run\ndata: ${server.journal.run}`);
    expect(first).toMatch(`id: ${server.journal.run}/1\nevent: call\ndata: {"id":1,`);
    expect(second).toMatch(`id: ${server.journal.run}/2\n`);
  });

  test('goes on after the last call seen, unless that was of another run', async () => {
    await wrongLogin(server);
    await wrongLogin(server);
    expect((await events(2, `${server.journal.run}/1`))[1]).toContain('data: {"id":2,');
    expect((await events(2, 'another-run/1'))[1]).toContain('data: {"id":1,');
  });
});
