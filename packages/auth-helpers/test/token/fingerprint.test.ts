import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { fingerprint } from '../../src/token/fingerprint.js';
import { onEachBackend, rejection } from '../support.js';

onEachBackend(() => {
  test('a fingerprint is the start of an HMAC-SHA256 over the secrets as JSON', async () => {
    const mac = createHmac('sha256', 'key of the deployment').update('["one","two"]').digest('hex');
    expect(await fingerprint('key of the deployment', 'one', 'two')).toBe(mac.slice(0, 16));
  });

  test('a fingerprint without a key is the same within a process, and no bare hash', async () => {
    const own = await fingerprint(undefined, 'one');
    expect(own).toMatch(/^[0-9a-f]{16}$/);
    expect(await fingerprint(undefined, 'one')).toBe(own);
  });

  test('a fingerprint changes with each secret, with the border between them, and with the key', async () => {
    const made = await Promise.all([
      fingerprint('k', 'ab', 'c'),
      fingerprint('k', 'a', 'bc'),
      fingerprint('k', 'abc'),
      fingerprint('l', 'abc'),
      fingerprint(undefined, 'abc'),
    ]);
    expect(new Set(made).size).toBe(5);
  });

  test('an empty key of a fingerprint is refused', async () => {
    expect(await rejection(fingerprint('', 'one'))).toMatchObject({ code: 'configuration_invalid' });
  });
});
