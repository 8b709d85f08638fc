import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPin, wrapperDownloadUrl } from '../../src/generate/render/openapi-generator/pin.js';
import { repositoryRoot } from '../../src/shared/providers.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pin-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const sha256 = 'a'.repeat(64);
const pinned = (settings: object) => {
  writeFileSync(join(root, 'openapitools.json'), JSON.stringify({ 'generator-cli': settings }));
  return readPin(root);
};

test('the jar is looked for where the npm wrapper keeps it', () => {
  expect(pinned({ version: '7.25.0', sha256 }).jar).toBe(
    join(root, 'node_modules/@openapitools/openapi-generator-cli/versions/7.25.0.jar'),
  );
  expect(pinned({ version: '7.25.0', sha256, storageDir: 'jars' }).jar).toBe(join(root, 'jars/7.25.0.jar'));
  expect(pinned({ version: '7.25.0', sha256, storageDir: '~/jars' }).jar).toBe(
    join(homedir(), 'jars/7.25.0.jar'),
  );
});

test.each([
  ['no version', { sha256 }],
  ['a range', { version: '^7.25.0', sha256 }],
  ['"latest"', { version: 'latest', sha256 }],
  ['no hash', { version: '7.25.0' }],
  ['a hash of another kind', { version: '7.25.0', sha256: 'abc' }],
])('%s is not a pin', (_what, settings) => {
  expect(() => pinned(settings)).toThrow(/^openapitools\.json: "generator-cli\.(version|sha256)" must be/);
});

test('a file that is no JSON is told by its name', () => {
  writeFileSync(join(root, 'openapitools.json'), '{');
  expect(() => readPin(root)).toThrow(/^openapitools\.json: cannot be read/);
});

test('the pinned wrapper still states where it fetches from, in the form we fill in', () => {
  expect(wrapperDownloadUrl(repositoryRoot)).toMatch(
    /^https:\/\/.*\/\$\{groupId\}\/\$\{artifactId\}\/\$\{versionName\}\/\$\{artifactId\}-\$\{versionName\}\.jar$/,
  );
});

test('this repository pins its generator', () => {
  expect(() => readPin(repositoryRoot)).not.toThrow();
});
