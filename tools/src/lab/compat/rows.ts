import { writeConsumers } from './compilers.js';
import { makeProject } from './project.js';
import type { CryptoName, Execute, Makes, Runtime, Stage } from './runtimes.js';
import { type LoopbackServer, startServer } from './server.js';
import { type Cell, type Column, type Row, rowOf } from './table.js';

export type MakeRow = (stage: Stage) => Promise<Row>;

/**
 * Packs and installs the packages of the repository at `root` in an empty project, starts the server of the smoke
 * program, and makes the rows, two at a time.
 *
 * @param folder an empty folder, which the caller removes.
 */
export async function makeRows(
  root: string,
  folder: string,
  makers: readonly MakeRow[],
  done: (row: Row) => void = () => undefined,
): Promise<Row[]> {
  const project = await makeProject(root, folder);
  writeConsumers(project);
  const server = await startServer(project);
  try {
    const rows: Row[] = [];
    const waiting = [...makers.entries()];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [at, make] = next;
        rows[at] = await make({ project, server });
        done(rows[at]);
      }
    };
    await Promise.all([work(), work()]);
    return rows;
  } finally {
    await server.close();
  }
}

/** What the program of `makeProject` reports of a kind of module, or of the behaviour suite of auth-helpers. */
interface ProgramReport {
  /** `ok`, or what went wrong. */
  readonly load: string;
  readonly call: string;
}

export interface SuiteReport {
  /** What the package has encrypted with. */
  readonly crypto: CryptoName;
  readonly passed: number;
  /** The title of each case that failed, and why. */
  readonly failures: readonly string[];
}

/** Runs the program on a runtime: as each kind of module, and the behaviour suite with each cryptography. */
export function runtimeRow(makes: Makes): MakeRow {
  return async (stage) => {
    const runtime = await makes(stage);
    try {
      const { name, ESM, CommonJS, crypto } = runtime;
      if (!runtime.isInstalled) return rowOf(name, 'not installed', columnsOf(runtime));
      const esm = await reportOf(stage.server, `${name}-ESM`, ESM);
      const common = CommonJS && (await reportOf(stage.server, `${name}-CommonJS`, CommonJS));
      const cells = {
        ...{ ESM: esm.load, CommonJS: common?.load ?? 'n/a' },
        types: (await runtime.types?.()) ?? 'n/a',
        call: esm.call === 'ok' ? (common?.call ?? 'ok') : esm.call,
        'auth, node:crypto': await suiteCell('node:crypto', crypto['node:crypto'] ?? {}),
        'auth, WebCrypto': await suiteCell('WebCrypto', crypto.WebCrypto ?? {}),
      };
      return { name, cells };
    } catch (error) {
      return rowOf(runtime.name, { failed: String(error) }, columnsOf(runtime));
    } finally {
      await runtime.close?.();
    }
  };
}

function columnsOf({ CommonJS, types, crypto }: Runtime): Column[] {
  const auth = Object.keys(crypto).map((name): Column => `auth, ${name as CryptoName}`);
  const both: Column[] = CommonJS === undefined ? ['ESM'] : ['ESM', 'CommonJS'];
  return [...both, ...(types === undefined ? [] : (['types'] as const)), 'call', ...auth];
}

/** What the program says of itself, and for a call what the server says as well. */
async function reportOf(
  server: LoopbackServer,
  name: string,
  execute: Execute,
): Promise<{ load: Cell; call: Cell }> {
  const segment = name.replace(/[^\w.-]/g, '-');
  try {
    const { load, call } = (await execute(`${server.origin}/${segment}`)) as ProgramReport;
    const { ordered, refused } = server.seen(segment);
    const isSeen = ordered === 1 && refused === 1;
    return {
      load: cellOf(load),
      call: cellOf(isSeen || call !== 'ok' ? call : 'the server did not see both calls'),
    };
  } catch (error) {
    return { load: { failed: String(error) }, call: { failed: 'the program did not run' } };
  }
}

function cellOf(outcome: string): Cell {
  return outcome === 'ok' ? 'ok' : { failed: outcome };
}

/** @param runs by what they run, such as `ESM`; none: the runtime has no such cryptography. */
export async function suiteCell(crypto: CryptoName, runs: Readonly<Record<string, Execute>>): Promise<Cell> {
  const complaints: string[] = [];
  for (const [what, execute] of Object.entries(runs)) {
    const complaint = await execute(crypto).then(
      (report) => complaintOf(report as SuiteReport, crypto),
      String,
    );
    if (complaint !== undefined) complaints.push(`${what}: ${complaint}`);
  }
  if (complaints.length > 0) return { failed: complaints.join('\n') };
  return Object.keys(runs).length === 0 ? 'n/a' : 'ok';
}

/** @returns `undefined` when all is well. */
function complaintOf({ crypto, passed, failures }: SuiteReport, wanted: CryptoName): string | undefined {
  if (failures.length > 0)
    return [`${failures.length} of ${passed + failures.length} cases failed`, ...failures].join('\n  ');
  if (passed === 0) return 'no case has run';
  return crypto === wanted ? undefined : `the package has used ${crypto}`;
}
