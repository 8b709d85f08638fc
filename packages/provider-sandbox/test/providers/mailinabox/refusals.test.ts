import { administrator, member, openTerminal } from './support.js';

const asJson = { accept: 'application/json' };
const xhr = { 'x-requested-with': 'XMLHttpRequest' };
const dead = [administrator.email, 'f'.repeat(64)] as const;

describe('a refused call', () => {
  test('is 401 with a challenge and its reason, as text for a caller that accepts anything', async () => {
    const { ask } = openTerminal();
    for (const accept of [{}, { accept: '' }, { accept: '*/*' }]) {
      expect(await ask('GET /mail/users', { as: dead, headers: accept })).toEqual({
        status: 401,
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'www-authenticate': 'Basic realm="Mail-in-a-Box Management Server"',
          'x-reason': 'Incorrect email address or password.',
        },
        body: 'Incorrect email address or password.\n',
      });
    }
  });

  test.each(['application/json', 'text/html, application/json, text/plain', 'text/html'])(
    'is JSON for a caller that accepts %s',
    async (accept) => {
      const { ask } = openTerminal();
      const { status, headers, body } = await ask('GET /mail/users', { as: dead, headers: { accept } });
      expect([status, headers['content-type']]).toEqual([401, 'application/json']);
      expect(JSON.parse(body)).toEqual({ status: 'error', reason: 'Incorrect email address or password.' });
    },
  );

  test('is 403 without challenge and reason header for XMLHttpRequest', async () => {
    const { ask } = openTerminal();
    const { status, headers } = await ask('GET /mail/users', { as: dead, headers: { ...asJson, ...xhr } });
    expect([status, headers]).toEqual([403, { 'content-type': 'application/json' }]);
  });

  test('of somebody who is no administrator says so, and is not logged', async () => {
    const { ask, key, state } = openTerminal();
    const as = [member.email, await key(member)] as const;
    const { status, headers } = await ask('GET /mail/users', { as, headers: asJson });
    expect([status, headers['x-reason']]).toEqual([401, 'You are not an administrator.']);
    expect((await ask('GET /mail/users', { as, headers: { ...asJson, ...xhr } })).status).toBe(403);
    expect(state().recentFailures).toBe(0);
  });

  test('is logged with credentials, and not without', async () => {
    const { ask, state } = openTerminal();
    await ask('GET /mail/users');
    expect(state().recentFailures).toBe(0);
    await ask('GET /mail/users', { as: dead });
    expect(state().recentFailures).toBe(1);
  });

  test('tells nothing of what is wrong with the request', async () => {
    const { ask } = openTerminal();
    expect((await ask('POST /mail/users/add', { as: dead })).status).toBe(401);
  });
});

test('a privilege that is taken away and given back acts on open sessions', async () => {
  const { ask, call, key } = openTerminal();
  const [own, theirs] = [await key(), await key(member)];
  const change = (action: string) =>
    ask(`POST /mail/users/privileges/${action}`, {
      as: [administrator.email, own],
      body: { email: member.email, privilege: 'admin' },
    });
  const seen = [await call(theirs, member)];
  for (const action of ['add', 'remove', 'add']) {
    await change(action);
    seen.push(await call(theirs, member));
  }
  expect(seen).toEqual([401, 200, 401, 200]);
});

test('the password works for calls as well', async () => {
  const { ask } = openTerminal();
  const { email, password } = administrator;
  expect((await ask('GET /dns/zones', { as: [email, password] })).status).toBe(200);
});

describe('whatever Accept says, text/html is the type of', () => {
  test.each([
    ['GET /nothing/here', 404, undefined],
    ['GET /login', 405, 'POST'],
    ['GET /logout', 405, 'POST'],
    ['POST /mail/users', 405, 'GET'],
    ['PATCH /dns/custom/www.example.com', 405, 'DELETE, GET, POST, PUT'],
  ])('%s: %d', async (line, status, allow) => {
    const { ask, state } = openTerminal();
    const answer = await ask(line, { as: dead, headers: asJson });
    expect([answer.status, answer.headers['content-type'], answer.headers.allow]).toEqual([
      status,
      'text/html; charset=utf-8',
      allow,
    ]);
    expect(state().recentFailures).toBe(0);
  });

  test('the page of nginx while the daemon is down: 502, and its sessions are gone afterwards', async () => {
    const { ask, call, key, provider } = openTerminal();
    const apiKey = await key();
    provider.actions.stop();
    for (const line of ['POST /login', 'GET /mail/users', 'GET /nothing/here']) {
      const { status, headers, body } = await ask(line, { headers: asJson });
      expect([status, headers['content-type']]).toEqual([502, 'text/html']);
      expect(body).toContain('nginx');
    }
    provider.actions.start();
    expect([await call(apiKey), await call(await key())]).toEqual([401, 200]);
  });
});

test('what the daemon cannot use is 400, as a text in HTML that does not repeat a password', async () => {
  const { ask, key } = openTerminal();
  const as = [administrator.email, await key()] as const;
  const body = { email: 'new@example.com', password: 'SECRET', privileges: '' };
  const { status, headers, body: text } = await ask('POST /mail/users/add', { as, body });
  expect([status, headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
  expect(text).toBe('Passwords must be at least eight characters.');
});

test('no answer lets a page of another origin read it', async () => {
  const { ask, login } = openTerminal();
  const headers = { ...asJson, origin: 'https://elsewhere.example' };
  await login(administrator);
  for (const line of ['POST /login', 'GET /mail/users', 'GET /nothing/here', 'OPTIONS /mail/users']) {
    const answer = await ask(line, { headers, as: [administrator.email, administrator.password] });
    const names = Object.keys(answer.headers).map((name) => name.toLowerCase());
    expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});
