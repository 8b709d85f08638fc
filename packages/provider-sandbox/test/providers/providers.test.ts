import { startSandbox } from '../../src/entrances/http/start.js';
import { withFaults } from '../../src/faults/with-faults.js';
import { finicityProvider } from '../../src/providers/finicity/provider.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { stillClock } from '../entrances/http/support.js';
import { providerNames } from '../specs.js';

describe('the providers', () => {
  test('are the same in the list as by name', () => {
    const { providers, clock: _, ...byName } = sandboxProviders();
    expect(new Set(providers)).toEqual(new Set(Object.values(byName)));
    expect(providers.map(({ name }) => name)).toEqual(providerNames);
  });

  test('can be acted on by name while a server serves them', async () => {
    const sandbox = sandboxProviders({ clock: stillClock() });
    const server = await startSandbox({ ...sandbox, port: 0 });
    sandbox.mailinabox.actions.stop();
    const { status } = await fetch(`${server.basePath('mailinabox')}/mail/users`);
    await server.close();
    expect(status).toBe(502);
  });
});

// tsc checks these: an expected error that does not come is one.
describe('a misspelt name does not compile', () => {
  const { commerceConnect, finicity, mailinabox, plo } = sandboxProviders();
  const faulty = withFaults(finicityProvider());

  test('if it is that of an action', () => {
    // @ts-expect-error
    expect(finicity.actions.expireTokens).toBeUndefined();
    // @ts-expect-error
    expect(faulty.actions.restart).toBeUndefined();
    // @ts-expect-error
    expect(mailinabox.actions.reboot).toBeUndefined();
    // @ts-expect-error
    expect(commerceConnect.actions['pay-none']).toBeUndefined();
    // @ts-expect-error
    expect(plo.actions['drop-token']).toBeUndefined();
  });

  test('if it is that of a member of the state', () => {
    // @ts-expect-error
    expect(finicity.state().locked).toBeUndefined();
    // @ts-expect-error
    expect(faulty.state().locked).toBeUndefined();
    // @ts-expect-error
    expect(mailinabox.state().isUp).toBeUndefined();
    // @ts-expect-error
    expect(commerceConnect.state().payments).toBeUndefined();
    // @ts-expect-error
    expect(plo.state().sessions).toBeUndefined();
  });
});
