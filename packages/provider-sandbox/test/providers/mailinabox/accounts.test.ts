import { createAccounts } from '../../../src/providers/mailinabox/accounts.js';

test('of removed accounts the last 10,000 are listed as archived', () => {
  const accounts = createAccounts([]);
  for (let count = 0; count < 10_001; count += 1) {
    const email = `user-${count}@example.com`;
    accounts.add({ email, password: 'sandbox-password', privileges: [] });
    accounts.remove(email);
  }
  const archived = accounts.archived();
  expect(archived.length).toBe(10_000);
  expect(archived).not.toContain('user-0@example.com');
  expect(archived).toContain('user-1@example.com');
});
