import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The functions of all entries that make the helper of a provider: `finicityAuth`. What holds for all has a row for each. */
export async function helperNames(): Promise<string[]> {
  const source = join(__dirname, '../src');
  const entries = readdirSync(source).filter((name) => existsSync(join(source, name, 'index.ts')));
  const modules = await Promise.all(entries.map((name) => import(join(source, name, 'index.ts'))));
  const names = modules.flatMap((module) =>
    Object.keys(module).filter((name) => /^[a-z]\w*Auth$/.test(name)),
  );
  if (names.length === 0) throw new Error('No entry has a helper: are they called otherwise today?');
  return names;
}
