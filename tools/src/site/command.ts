import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../shared/failure.js';
import { buildSite } from './build-site.js';
import { serveFolder } from './serve.js';

const help = `Usage: npm run docs [-- options]

Builds one searchable site of all packages, guides and API pages, for any static file server: .cache/site/.
Fails when a link leads nowhere.

  --base PATH   where the site will be mounted, such as /api-clients/; default: /
  --out FOLDER  write it there; a site that is there is replaced
  --root FOLDER take the pages of another checkout; default: this one
  --serve       then show it on this machine until Ctrl+C
  --help        show this
`;

/** The world around the command: replaced in tests. */
export interface Surroundings {
  readonly root: string;
  /** Relative paths of the command line start here. */
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs `npm run docs`. @returns the exit code: 0, 1 for a failure, 2 for a wrong command line. */
export async function siteCommand(args: readonly string[], around: Surroundings): Promise<number> {
  const start = performance.now();
  const values = parse(args, around);
  if (values === undefined) return 2;
  if (values.help) {
    around.out(help);
    return 0;
  }
  const base = `/${values.base}/`.replace(/\/+/g, '/');
  const root = resolve(around.cwd, values.root ?? around.root);
  const out = resolve(around.cwd, values.out ?? resolve(around.root, '.cache/site'));
  try {
    const pages = await buildSite({ root, base, out });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    around.out(`${pages} pages in ${relative(around.cwd, out)}, no broken link, ${seconds} s\n`);
    if (values.serve) around.out(`${(await serveFolder(out, { base })).url}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    around.err(`${error.message}\n`);
    return 1;
  }
}

function parse(args: readonly string[], { err }: Surroundings) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        base: { type: 'string', default: '/' },
        out: { type: 'string' },
        root: { type: 'string' },
        serve: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    err(`${(error as Error).message}\n\`npm run docs -- --help\` shows how it is used.\n`);
    return undefined;
  }
}
