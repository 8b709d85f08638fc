import { existsSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { SetupError } from '../shared/failure.js';
import { makeClients, type Outcome } from './generate.js';
import { identifyTool } from './output/manifest.js';
import { recover, replaceTrees } from './output/swap.js';
import { asTyped } from './providers.js';
import type { Session } from './run/session.js';
import type { Steps } from './steps.js';
import { generatedRow } from './summary.js';

export interface SpecRequest {
  /** Path of the description. */
  readonly spec: string;
  /** Must be empty or not exist. */
  readonly out: string;
  /** The folder within which the description may refer to files. Default: its own. */
  readonly root?: string | undefined;
  /** Refuses what OpenAPI forbids, where it would be repaired. */
  readonly strict?: boolean;
}

/**
 * Makes a client from any OpenAPI description, in a folder of the caller's; the pages about it go into `docs` there.
 */
export async function generateFromSpec(
  { spec, out, root, strict = false }: SpecRequest,
  session: Session,
  steps: Steps,
): Promise<Outcome> {
  const name = basename(spec, extname(spec)).replace(/[^A-Za-z0-9-]+/g, '-') || 'client';
  try {
    const target = await outFolder(out, session.root);
    const tool = await identifyTool(session.root);
    const job = {
      name,
      packageName: `@acme/${name}-client`,
      spec: asTyped(spec),
      root: root === undefined ? undefined : asTyped(root),
      rules: strict ? 'lenient' : 'repaired',
      tool,
    } as const;
    const [made] = await makeClients([job], session, steps, true);
    const pages = Object.entries(made!.pages).map(([path, text]) => [`docs/${path}`, text]);
    replaceTrees(new Map([[target, { ...made!.sources, ...Object.fromEntries(pages) }]]));
    return { rows: [generatedRow(made!)] };
  } catch (error) {
    return { rows: [{ name, state: 'failed' }], error };
  }
}

async function outFolder(out: string, root: string): Promise<string> {
  const target = await trueTarget(resolve(out));
  const inside = relative(await realpath(root), target).split(sep)[0]!;
  if (['packages', 'specs', 'tools', 'node_modules', '.git'].includes(inside)) {
    throw new SetupError(
      'out_refused',
      `--out is in ${inside}/ of this repository; choose a folder elsewhere.`,
    );
  }
  recover([target]);
  if (existsSync(target)) {
    const entries = await readdir(target).catch(() => undefined);
    if (entries === undefined) throw new SetupError('out_refused', '--out is not a folder.');
    if (entries.length > 0)
      throw new SetupError(
        'out_refused',
        'The folder of --out is not empty; choose an empty one or a new one.',
      );
  }
  return target;
}

/** The path without symbolic links, as far as it exists. */
async function trueTarget(path: string): Promise<string> {
  if (existsSync(path)) return realpath(path);
  const parent = dirname(path);
  return parent === path ? path : join(await trueTarget(parent), basename(path));
}
