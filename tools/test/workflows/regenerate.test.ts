import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Rehearsal, rehearse } from '../../src/release/rehearse/rehearse.js';
import { scenarios } from '../../src/release/rehearse/scenarios.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const clients = readdirSync(join(root, 'packages')).filter((name) => name.endsWith('-client'));

/**
 * The tests that an operation can break, which stand in for all of them here: those that go over the operations of a
 * description. What the test of the API reports compares, the steps before have just made; below, the reports of the
 * commit are read instead. `npm run rehearse:regenerate` runs all, and the other kinds of change.
 */
const tests = [
  ...clients.map((name) => `(cd packages/${name} && npx jest)`),
  '(cd packages/provider-sandbox && npx jest test/clients/.*-operations test/openapi test/violations)',
  '(cd tools && npm test -- test/pages/clients)',
].join(' && ');

const instead = (command: string): string => (command === 'npm run test:unit' ? tests : command);

// A rehearsal runs the tests in a copy, this one among them.
const here = process.env.ACME_REHEARSAL === undefined ? describe : describe.skip;

here('what regenerate.yml does for a pull request that adds an operation to each description', () => {
  let folder: string;
  let done: Rehearsal;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rehearse-test-'));
    const scenario = scenarios.find(({ name }) => name === 'operation')!;
    done = rehearse(scenario, { root, folder, hasChangeset: false, instead });
  }, 1_800_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  test('its steps pass, and add one commit to the branch', () => {
    expect(done.commits).toEqual(['Regenerate the clients']);
  });

  test('the commit holds exactly what the commands make: all of it, and nothing else', () => {
    expect(done.tree).toBe(done.expectedTree);
    for (const made of [
      'plo-client/api-report.md',
      'plo-client/docs/README.md',
      'provider-sandbox/src/generated/plo.json',
    ])
      expect(done.files).toContain(`packages/${made}`);
    const generated = /^packages\/[^/]+\/(?:src\/generated\/.+|docs\/.+|api-report\.md)$/;
    expect(done.files.filter((file) => !generated.test(file))).toEqual([]);
  });

  test('the reports of public types in the commit have the new operation, of every client', () => {
    for (const client of clients) {
      const report = readFileSync(join(done.clone, 'packages', client, 'api-report.md'), 'utf8');
      expect(report).toContain('function rehearseChange(');
    }
  });

  test('it has CI run on the branch, and the changeset check does run there and misses the changeset', () => {
    expect(done.asked).toEqual(['workflow run ci.yml --ref change-a-description --field base=main']);
    expect(done.isAnnounced).toBe(false);
  });
});
