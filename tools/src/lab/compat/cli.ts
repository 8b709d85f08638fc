import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installIsolated } from '../../shared/isolated-package.js';
import { type MakeRow, makeRows, matrix } from './matrix.js';
import { isGood, printTable } from './table.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const help = `npm run compat [-- --available]

Installs the packed packages in an empty project, and uses them on every runtime and with every compiler they are
promised for. The first run installs those (1.2 GB below tools/compat/node_modules).

  --available  what is not on this machine is no failure, and nothing is installed

ESM, CommonJS  every entry loads (runtimes), or is imported and called (compilers), as that kind of module
types          results are what the description says, wrong calls are refused; with and without the DOM library
call           a real request to a server on this machine, an answer and a 401
auth, …        packages/auth-helpers/test/behaviour passes on the packed package, which encrypts with node:crypto, or
               with WebCrypto as node:crypto is hidden (workerd: with and without nodejs_compat)
`;

/** Exit code 0: all cells are good; 1: one is not, or the table could not be made. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { available: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help === true) return void process.stdout.write(help);
  if (values.available !== true) {
    const what = 'the runtimes and compilers';
    installIsolated({ root, name: 'compat', what, env: process.env, say: console.error });
  }
  const makers = matrix(root).map(
    (make): MakeRow =>
      async (stage) => {
        const row = await make(stage);
        console.error(`done: ${row.name}`);
        return row;
      },
  );
  const rows = await makeRows(root, makers);
  console.log(printTable(rows));
  if (!isGood(rows, values.available === true)) process.exitCode = 1;
}

await main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
