import { connect } from 'node:net';
import { ask } from './ask.js';
import { closeAll, started, stillClock } from './support.js';

afterEach(closeAll);

const everything = ['/', '/_sandbox/state', '/_sandbox/calls', '/_sandbox/events', '/finicity/things'];

describe('a page on the web whose name leads to this machine (DNS rebinding)', () => {
  test.each(everything)('cannot reach %s: its Host is not a name of the sandbox', async (path) => {
    const { port } = await started();
    const answer = await ask(port, path, { host: `rebound.example:${port}` });
    expect(answer).toEqual({
      status: 421,
      body: 'The sandbox does not accept this Host. Call it by 127.0.0.1, localhost or [::1]; for another name, start it with --allow-host NAME.\n',
    });
  });

  test('cannot control the sandbox, even with JSON', async () => {
    const clock = stillClock();
    const { port } = await started({ clock });
    const before = clock.nowMs();
    const headers = { host: 'rebound.example', 'content-type': 'application/json' };
    expect((await ask(port, '/_sandbox/clock', headers, 'POST')).status).toBe(421);
    expect(clock.nowMs()).toBe(before);
  });

  test.each([
    'localhost',
    'LOCALHOST:80',
    'localhost:8787',
    '127.0.0.1',
    '127.8.9.1:1',
    '127.0.0.1:65535',
    '[::1]',
    '[::1]:8787',
  ])('Host %s is a name of a sandbox on loopback', async (host) => {
    const { port } = await started();
    expect((await ask(port, '/_sandbox/state', { host })).status).toBe(200);
  });

  test.each([
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:127',
    '10.0.0.1',
    '[::2]:8787',
    'user@localhost',
    '127.0.0.1:8787:1',
    '127.0.0.1:65536',
    '127.0.0.1:99999999999',
    '[::1]:99999',
    '[localhost]',
  ])('Host "%s" is not', async (host) => {
    const { port } = await started();
    expect((await ask(port, '/_sandbox/state', { host })).status).toBe(421);
  });

  test.each([
    ['http://rebound.example/_sandbox/state', 'localhost', 421],
    ['http://localhost/_sandbox/state', 'rebound.example', 421],
    ['http://user@localhost/_sandbox/state', 'localhost', 421],
    ['http://localhost:99999/_sandbox/state', 'localhost', 421],
    ['http://127.0.0.1/_sandbox/state', 'localhost', 200],
  ])('%s with Host %s is asked at both: %i', async (target, host, status) => {
    const { port } = await started();
    expect((await ask(port, target, { host })).status).toBe(status);
  });

  test('a request without Host, which HTTP/1.0 allows, is refused', async () => {
    const { port } = await started();
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    socket.write('GET /_sandbox/state HTTP/1.0\r\n\r\n');
    let answer = '';
    for await (const piece of socket) answer += piece;
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });

  test('one good Host does not open the door for the next', async () => {
    const { port } = await started();
    const statuses = [];
    for (const host of ['localhost', 'rebound.example', 'localhost']) {
      statuses.push((await ask(port, '/_sandbox/state', { host })).status);
    }
    expect(statuses).toEqual([200, 421, 200]);
  });

  test('a sandbox that other machines reach is called by any address, not by any name', async () => {
    const { port } = await started({ host: '0.0.0.0' });
    const hosts = ['192.168.1.5:8787', '[fe80::1]', 'localhost', '0.0.0.0', 'rebound.example'];
    const answers = await Promise.all(hosts.map((host) => ask(port, '/_sandbox/state', { host })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 421]);
    expect(answers.at(-1)?.body).toContain('Call it by its IP address or localhost; for another name');
  });

  test('a name that is allowed is good with any port and in any case', async () => {
    const { port } = await started({ allowHosts: ['Sandbox.internal'] });
    for (const host of ['sandbox.internal', 'SANDBOX.internal:8080']) {
      expect((await ask(port, '/finicity/things', { host })).status).toBe(200);
    }
  });
});

describe('a page of another origin', () => {
  test.each(everything)('is refused %s by what the browser says of it', async (path) => {
    const { port } = await started();
    for (const site of ['cross-site', 'same-site']) {
      const answer = await ask(port, path, { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' });
      expect(answer).toEqual({
        status: 403,
        body: 'The sandbox does not accept requests from pages of another origin.\n',
      });
    }
  });

  test('may have a link to the sandbox and redirect to it, but not post a form to it', async () => {
    const { port } = await started();
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask(port, '/', headers)).status).toBe(200);
    expect((await ask(port, '/finicity/things', headers, 'POST')).status).toBe(403);
  });

  test.each(['same-origin', 'none'])('is not what a browser calls "%s"', async (site) => {
    const { port } = await started();
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' };
    expect((await ask(port, '/_sandbox/state', headers)).status).toBe(200);
  });
});
