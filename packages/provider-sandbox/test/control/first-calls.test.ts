import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { controlCall } from '../../src/control/control.js';
import type { FirstCall } from '../../src/core/first-call.js';
import type { Provider } from '../../src/core/provider.js';
import { withFaults } from '../../src/faults/with-faults.js';
import { commerceConnectProvider } from '../../src/providers/commerce-connect/index.js';
import { finicityProvider } from '../../src/providers/finicity/index.js';
import { mailinaboxProvider } from '../../src/providers/mailinabox/index.js';
import { ploProvider } from '../../src/providers/plo/index.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { closeAll, started } from '../entrances/http/support.js';

const run = promisify(execFile);
// Each test starts processes.
jest.setTimeout(60_000);
afterEach(closeAll);

async function firstCalls(url: string): Promise<Readonly<Record<string, FirstCall>>> {
  return (await fetch(`${url}/_sandbox/first-calls`)).json() as Promise<Record<string, FirstCall>>;
}

describe('the first call to a provider', () => {
  test('is there for each, with its credentials in the command or encrypted by it', async () => {
    const { providers, clock } = sandboxProviders();
    const server = await started({ providers, clock });
    const calls = await firstCalls(server.url);
    expect(Object.keys(calls)).toEqual(providers.map(({ name }) => name));
    for (const [name, { credentials, command }] of Object.entries(calls)) {
      expect(Object.values(credentials).filter((value) => value === '')).toEqual([]);
      expect(command).toContain(`curl "${server.url}/${name}/`);
    }
  });

  test('succeeds when it is pasted into a shell', async () => {
    const { providers, clock } = sandboxProviders();
    const server = await started({ providers, clock });
    for (const { command } of Object.values(await firstCalls(server.url))) {
      await run('sh', ['-c', `${command} --silent --show-error`]);
    }
    const calls = server.journal.calls().map(({ operationId, status }) => [operationId, status]);
    expect(calls).toEqual([
      ['getToken', 200],
      ['createToken', 200],
      ['getMailUsers', 200],
      ['usertokenGet', 200],
    ]);
    const [payment] = await server.journal.entries();
    expect(payment?.response.body).toContain('sessionTokenId');
  });

  test.each<[string, Provider]>([
    ['Finicity', finicityProvider({ credentials: { partnerSecret: 'a-secret-of-mine-1' } })],
    [
      'Mail-in-a-Box',
      mailinaboxProvider({ accounts: [{ email: 'a@example.com', password: 'a-secret-of-mine-1' }] }),
    ],
    ['Personalized Offers', ploProvider({ institution: { key: 'YS1zZWNyZXQtb2YtbWluZQ==' } })],
    [
      'Personalized Offers with cardholders',
      ploProvider({ fixtures: { cardholders: [{ userId: 'a$(touch x)' }] } }),
    ],
    ['Mail-in-a-Box with fixtures', mailinaboxProvider({ fixtures: { accounts: [] } })],
    ['Commerce Connect', commerceConnectProvider({ merchant: { merchantId: 'a-secret-of-mine-1' } })],
  ])('is not shown for %s with credentials of your own', async (_, provider) => {
    const server = await started({ providers: [provider] });
    const calls = await firstCalls(server.url);
    expect(calls).toEqual({});
  });

  test('runs no command of a Host header', () => {
    const host = 'localhost:80$(touch x)';
    const { providers } = sandboxProviders();
    const asked = { method: 'GET', path: '/first-calls', query: new URLSearchParams(), body: '' };
    const { body } = controlCall(
      { ...asked, headers: new Headers({ host }) },
      {
        providers: new Map(providers.map((provider) => [provider.name, withFaults(provider)])),
        clock: { nowMs: () => 0, advance: () => undefined },
        isClockShared: true,
      },
    );
    expect(body).not.toContain('touch');
    expect(body).toContain('http://localhost/finicity');
  });
});
