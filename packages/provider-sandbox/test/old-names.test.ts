import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import page from '../build/page.json' with { type: 'json' };
import { helpText } from '../src/command/help.js';
import { withFaults } from '../src/faults/with-faults.js';
import { sandboxProviders } from '../src/sandbox-providers.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** In two parts, so that this file does not have it. */
const oldName = new RegExp(['man', 'ner'].join(''), 'i');

/** What a build or an installation made, and not a person. */
const made = new Set(['node_modules', 'dist', 'build', 'coverage', '.turbo', '.git']);

/** Places that describe the sandbox or use it; a folder stands for all below it. */
const places = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs', 'examples', 'specs'],
  ...['packages/provider-sandbox', 'packages/auth-helpers/README.md', 'tools/src', 'tools/test/site'],
];

function filesBelow(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) return made.has(entry.name) ? [] : filesBelow(below);
    return /\.(ts|mts|mjs|js|json|md|html|css|yaml|yml)$/.test(entry.name) ? [below] : [];
  });
}

describe('a fault has only this name', () => {
  test('in sources, tests, guides and READMEs, and in the names of files', () => {
    const files = places.flatMap((place) => filesBelow(join(root, place)));
    expect(files.length).toBeGreaterThan(300);
    const found = files.filter((file) => {
      const path = relative(root, file);
      // A changelog tells what names were before.
      if (path.endsWith('CHANGELOG.md')) return false;
      return oldName.test(path) || oldName.test(readFileSync(file, 'utf8'));
    });
    expect(found.map((file) => relative(root, file))).toEqual([]);
  });

  test('in the page and in what --help prints', () => {
    for (const text of [...Object.values(page), helpText()]) {
      expect(text).not.toMatch(oldName);
      expect(text).toMatch(/fault/i);
    }
  });

  test('among the members of a provider', () => {
    const { finicity } = sandboxProviders();
    const names = Reflect.ownKeys(withFaults(finicity)).map(String);
    expect(names).toContain('faults');
    expect(names.filter((name) => oldName.test(name) || name === 'waiting')).toEqual([]);
  });
});
