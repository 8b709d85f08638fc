import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installIsolated } from '../../src/shared/isolated-package.js';
import { repositoryRoot as root } from '../../src/shared/providers.js';
import { type RunningWorker, runningWorker, startVendor, type Vendor } from './running.js';

/** Without a registry in reach, and elsewhere than on Linux on x64, the tests are skipped. */
function installed(): string | undefined {
  try {
    const isolated = { root, name: 'workerd', what: 'workerd', env: process.env, say: () => undefined };
    const binary = join(installIsolated(isolated), '@cloudflare/workerd-linux-64/bin/workerd');
    return existsSync(binary) ? binary : undefined;
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return undefined;
  }
}

const binary = installed();
const describeWorkerd = binary === undefined ? describe.skip : describe;

describeWorkerd('in workerd, where a promise dies with the request that has made it,', () => {
  let worker: RunningWorker;
  let vendor: Vendor;
  let tests = 0;
  let name = '';
  beforeAll(async () => {
    worker = await runningWorker(binary ?? '');
    vendor = await startVendor();
  });
  beforeEach(() => {
    tests += 1;
    name = `test-${tests}`;
  });
  afterAll(async () => {
    await worker?.end();
    await vendor?.close();
  });

  const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const order = (more = {}) => ({ name, vendor: vendor.url, ...more });

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await passed(5);
  }

  /** A request that ends while its login is under way, which is never answered. */
  async function left(more = {}): Promise<void> {
    vendor.hold(name);
    const leaveAt = vendor.logins(name) + 1;
    expect(await worker.ask(order({ ...more, leaveAt }))).toBe('left');
    vendor.lose(name);
  }

  test('a token is there before, at and after its renewal, which ends with the call it runs behind', async () => {
    const lifeMs = 4_000;
    expect(await worker.ask(order({ lifeMs }))).toBe('T1');
    await passed(lifeMs / 2 + 100);
    vendor.hold(name);
    // The renewal may not even have been sent when its request ends.
    expect(await worker.ask(order({ lifeMs }))).toBe('T1');
    await passed(lifeMs / 2);
    vendor.lose(name);
    const renewed = await worker.ask(order({ lifeMs }));
    expect(renewed).toMatch(/^T[23]$/);
    expect(await worker.ask(order({ lifeMs }))).toBe(renewed);
  });

  test('a renewal that is handed to waitUntil comes to its end behind the call', async () => {
    const asked = order({ lifeMs: 8_000, hasWaitUntil: true });
    expect(await worker.ask(asked)).toBe('T1');
    await passed(4_100);
    vendor.hold(name);
    expect(await worker.ask(asked)).toBe('T1');
    await until(() => vendor.logins(name) === 2);
    vendor.answer(name);
    let token = 'T1';
    for (let asks = 0; token === 'T1' && asks < 100; asks += 1) {
      await passed(20);
      token = await worker.ask(asked);
    }
    expect([token, vendor.logins(name)]).toEqual(['T2', 2]);
  });

  test('requests that come at once share one login', async () => {
    const got = await Promise.all(Array.from({ length: 20 }, () => worker.ask(order())));
    expect([new Set(got), vendor.logins(name)]).toEqual([new Set(['T1']), 1]);
  });

  test('who waits for the login of a request that ends takes it over', async () => {
    expect(await worker.ask(order())).toBe('T1');
    await left({ forceRefresh: true });
    const others = Array.from({ length: 5 }, () => worker.ask(order({ forceRefresh: true })));
    expect(new Set(await Promise.all(others))).toEqual(new Set(['T3']));
    expect(vendor.logins(name)).toBe(3);
  });

  test('a first login that is cut off may be a rejected one: the next call is told so, and makes none', async () => {
    await left();
    expect(await worker.ask(order())).toBe('outcome_unknown');
    expect(vendor.logins(name)).toBe(1);
  });

  test('the login of one cardholder that is cut off holds up no other', async () => {
    expect(await worker.ask(order({ cardholder: 'a' }))).toBe('T1');
    await left({ cardholder: 'b' });
    const got = await Promise.all(['b', 'c', 'd'].map((cardholder) => worker.ask(order({ cardholder }))));
    expect(got.sort()).toEqual(['T3', 'T4', 'T5']);
  });
});
