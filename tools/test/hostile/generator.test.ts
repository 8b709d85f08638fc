import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeClients } from '../../src/generate/generate.js';
import type { Job } from '../../src/generate/output/client.js';
import { identifyTool } from '../../src/generate/output/manifest.js';
import { openSession } from '../../src/generate/run/session.js';
import { steps } from '../../src/generate/steps.js';
import { repositoryRoot } from '../../src/shared/providers.js';
import { fileText, harmless } from './documents.js';
import { isKeyword, type Place, renamed, textPlacesOf, withText } from './mutate.js';
import { print } from './pipeline.js';
import type { Json } from './strict-document.js';
import { syntaxOf } from './syntax.js';
import { attacks } from './texts.js';

/*
 * The real generator and compiler on the worst documents that are not refused: an attack in every text and every name
 * at once. The property renders the templates itself; here the JVM does.
 */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'worst-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the generator makes of the worst documents what is rendered in this process, and it compiles', async () => {
  const jobs: Job[] = [];
  const expected = new Map<string, Readonly<Record<string, string>>>();
  const ends: (() => void)[] = [];
  const atEnd = (end: () => void): void => void ends.unshift(end);
  const run = { root: repositoryRoot, env: process.env, out: () => undefined, atEnd };
  const session = await openSession(run, false, { waitMs: 300_000 });
  try {
    const tool = await identifyTool(session.root);
    for (const [base, start] of [
      ['strict', 0],
      ['lenient', 23],
    ] as const) {
      const { document, changes } = await worst(harmless[base], start);
      expect(changes).toBeGreaterThan(100);
      const spec = join(folder, `${base}.yaml`);
      writeFileSync(spec, fileText(document));
      jobs.push({ name: base, packageName: `@acme/${base}-client`, spec, rules: 'lenient', tool });
      const printed = await print(document, 'lenient', base);
      expected.set(base, 'files' in printed ? printed.files : {});
    }
    const clients = await makeClients(jobs, session, steps, true);
    expect(clients.map(({ name }) => name)).toEqual(jobs.map(({ name }) => name));
    for (const { name, sources } of clients) {
      const code = Object.entries(sources).filter(([path]) => path.endsWith('.ts'));
      expect(Object.fromEntries(code)).toEqual(expected.get(name));
      expect(code.flatMap(([path, text]) => syntaxOf(path, text).problems)).toEqual([]);
    }
  } finally {
    for (const end of ends) end();
  }
});

/** A document with attacks in all of its places that take one: those that lead to a refusal stay as they are. */
async function worst(document: Json, start: number): Promise<{ document: Json; changes: number }> {
  let changed = document;
  let changes = 0;
  let next = start;
  const attempt = async (candidate: Json): Promise<void> => {
    if ('refusal' in (await print(candidate, 'lenient'))) return;
    changed = candidate;
    changes += 1;
  };
  const attack = (): string => attacks[next++ % attacks.length]!;
  const places = textPlacesOf(document);
  const texts = places.filter(({ path, kind }) => kind === 'value' && prose.has(String(path.at(-1))));
  for (const place of texts) await attempt(withText(changed, place, attack()));
  for (const name of namesOf(places)) await attempt(renamed(changed, name, attack()));
  return { document: changed, changes };
}

const prose = new Set('description summary title pattern default bearerFormat format example url'.split(' '));

function namesOf(places: readonly Place[]): Set<string> {
  const names = places.map(({ value }) => value as string);
  return new Set(names.filter((name) => /^[\w -]{3,20}$/.test(name) && !isKeyword(name)));
}
