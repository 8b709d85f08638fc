import { tmpdir } from 'node:os';
import { defineCommand, main } from '../../shared/command.js';
import { installIsolated } from '../../shared/isolated-package.js';
import { isGood, printTable } from './table.js';

const help = `Usage: npm run compat [-- --available]

Installs the packed packages in an empty project, and uses them on every runtime and with every compiler they are
promised for. The first run installs those (1.2 GB below tools/isolated/compat/node_modules). Exit code 1 unless all cells are good.

  --available  what is not on this machine is no failure, and nothing is installed
  --help       show this

ESM, CommonJS  every entry loads (runtimes), or is imported and called (compilers), as that kind of module
types          results are what the description says, wrong calls are refused; with and without the DOM library
call           a real request to a server on this machine, a response and a 401
auth, …        packages/auth-helpers/test/behaviour passes on the packed package, which encrypts with node:crypto, or
               with WebCrypto as node:crypto is hidden (workerd: with and without nodejs_compat)
`;

await main(
  defineCommand({
    name: 'npm run compat',
    help,
    options: { available: { type: 'boolean', default: false } },
    async run({ available }, _names, { root, env, out, err, temporaryFolder }) {
      const say = (line: string): void => err(`${line}\n`);
      if (!available) installIsolated({ root, name: 'compat', what: 'the runtimes and compilers', env, say });
      // Here and not above: they take a second to load, and help needs none of it.
      const [{ matrix }, { makeRows }] = await Promise.all([import('./matrix.js'), import('./rows.js')]);
      const folder = temporaryFolder(tmpdir(), 'compat-');
      const rows = await makeRows(root, folder, matrix(root), ({ name }) => say(`done: ${name}`));
      out(`${printTable(rows)}\n`);
      return isGood(rows, available) ? 0 : 1;
    },
  }),
);
