import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readZip } from './zip.js';

/** Why a template of the generator is replaced, and which text of it was read when ours was written. */
interface Original {
  /** SHA-256 of the generator's own template. */
  readonly sha256: string;
  readonly why: string;
  /** The upstream issue that would make ours unnecessary, or what stands in its place. */
  readonly upstream: string;
}

const folder = 'typescript-fetch/';

/**
 * Compares our templates with the generator's own. A template that replaces one of the generator's is listed in
 * `originals.json` with the hash of what it replaces, so that a new generator version shows which ones to look at again.
 *
 * @returns a sentence per problem; none when all is as it was.
 */
export async function templateProblems(templates: string, jar: string): Promise<string[]> {
  const listFile = join(templates, 'originals.json');
  const listed: Record<string, Original> = existsSync(listFile)
    ? JSON.parse(await readFile(listFile, 'utf8'))
    : {};
  const ours = (await readdir(templates)).filter((name) => name.endsWith('.mustache'));
  const originals = readZip(
    await readFile(jar),
    (name) => name.startsWith(folder) && name.endsWith('.mustache'),
  );
  const problems: string[] = [];
  for (const name of ours.filter((name) => originals.has(folder + name))) {
    const sha256 = createHash('sha256')
      .update(originals.get(folder + name)!)
      .digest('hex');
    if (listed[name] === undefined) {
      problems.push(
        `${name} replaces a template of the generator (SHA-256 ${sha256}) and is not in originals.json.`,
      );
    } else if (listed[name].sha256 !== sha256) {
      problems.push(
        `${name}: the generator's own has changed. Compare it with ours, then note its SHA-256, ${sha256}.`,
      );
    }
  }
  for (const name of Object.keys(listed)) {
    if (!ours.includes(name))
      problems.push(`${name} is in originals.json, but there is no such template of ours.`);
    else if (!originals.has(folder + name))
      problems.push(`${name} is in originals.json, but the generator has no such template.`);
  }
  return problems.sort();
}
