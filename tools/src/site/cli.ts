import { relative, resolve } from 'node:path';
import { defineCommand, main } from '../shared/command.js';
import { serveFolder } from './serve.js';

const help = `Usage: npm run docs [-- options]

Builds one searchable site of all packages, guides and API pages, for any static file server: .cache/site/.
Fails when a link leads nowhere.

  --base PATH    where the site will be mounted, such as /api-clients/; default: /
  --out FOLDER   write it there; a site that is there is replaced
  --root FOLDER  take the pages of another checkout; default: this one
  --serve        then show it on this machine until Ctrl+C
  --help         show this
`;

await main(
  defineCommand({
    name: 'npm run docs',
    help,
    options: {
      base: { type: 'string', default: '/' },
      out: { type: 'string', default: '' },
      root: { type: 'string', default: '' },
      serve: { type: 'boolean', default: false },
    },
    async run(values, _names, run) {
      const start = performance.now();
      const base = `/${values.base}/`.replace(/\/+/g, '/');
      const root = values.root === '' ? run.root : resolve(run.cwd, values.root);
      const out = values.out === '' ? resolve(run.root, '.cache/site') : resolve(run.cwd, values.out);
      // Here and not above: it takes seconds to load, and help needs none of it.
      const { buildSite } = await import('./build-site.js');
      const pages = await buildSite({ root, base, out });
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      run.out(`${pages} pages in ${relative(run.cwd, out)}, no broken link, ${seconds} s\n`);
      if (values.serve) run.out(`${(await serveFolder(out, { base })).url}\n`);
      return 0;
    },
  }),
);
