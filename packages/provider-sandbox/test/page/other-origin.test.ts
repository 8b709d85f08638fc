import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeInChromium } from './chromium.js';
import { wrongLogin } from './support.js';

/** What a page tries, each as a text for the browser: how it ends there. */
const attempts: Readonly<Record<string, (url: string) => string>> = {
  'read the calls': (url) => `fetch('${url}/_sandbox/calls').then(() => 'done')`,
  'ask for the calls without reading them': (url) =>
    `fetch('${url}/_sandbox/calls', { mode: 'no-cors' }).then(() => 'done')`,
  'watch the calls': (url) =>
    `new Promise((resolve, reject) => {
      const events = new EventSource('${url}/_sandbox/events');
      events.onmessage = events.onopen = () => resolve('done');
      events.onerror = () => { events.close(); reject(); };
    })`,
  'run what the sandbox says as a script': (url) =>
    `new Promise((resolve, reject) => {
      const script = document.createElement('script');
      Object.assign(script, { src: '${url}/_sandbox/page.js', onload: () => resolve('done'), onerror: reject });
      document.body.append(script);
    })`,
  'put the clock forward with JSON': (url) =>
    `fetch('${url}/_sandbox/clock', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"advanceMs":5}' },
    }).then(() => 'done')`,
};

describeInChromium('a page of another origin in the same Chromium', (opened) => {
  const stranger = createServer({ keepAliveTimeout: 0 }, (_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Stranger</title><body>');
  });
  let strangerUrl = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
  });

  test.each(Object.entries(attempts))('cannot %s', async (what, attempt) => {
    const { server, page } = opened();
    await wrongLogin(server);
    const stateOf = async () => (await fetch(`${server.url}/_sandbox/state`)).text();
    const before = await stateOf();
    await page.goto(strangerUrl);
    const outcome = await page.evaluate(`${attempt(server.url)}.catch(() => 'refused')`);
    // Without reading, the browser lets it be: what it gets is a refusal that it may not look at.
    expect(outcome).toBe(what.includes('without reading') ? 'done' : 'refused');
    expect(await stateOf()).toBe(before);
  });

  test('cannot show the page within itself, to have its buttons clicked', async () => {
    const { server, page } = opened();
    await page.goto(strangerUrl);
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    }, server.url);
    expect(await page.frames()[1]?.title()).not.toBe('Provider sandbox');
  });

  test('cannot send what no page needs leave for: a wrong login that counts', async () => {
    const { server, page } = opened();
    await page.goto(strangerUrl);
    const headers = JSON.stringify({ mode: 'no-cors', method: 'POST', body: 'email=a&password=b' });
    await page.evaluate(`fetch('${server.basePath('mailinabox')}/login', ${headers})`);
    expect(server.journal.calls()).toEqual([]);
  });

  test('may have a link to the page', async () => {
    const { server, page } = opened();
    await page.goto(strangerUrl);
    await page.evaluate((url) => location.assign(url), server.url);
    await page.getByText('Live', { exact: true }).waitFor();
  });
});
