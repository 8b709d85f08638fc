import type { Cell, Row } from './table.js';

export type CryptoName = 'node:crypto' | 'WebCrypto';

/** What a run of packages/auth-helpers/test/behaviour reports. */
export interface SuiteReport {
  /** What the package has encrypted with. */
  readonly crypto: CryptoName;
  readonly passed: number;
  /** The title of each case that failed, and why. */
  readonly failures: readonly string[];
}

/** Runs the suite in a process, worker or page of its own. */
export type RunSuite = (crypto: CryptoName) => Promise<SuiteReport>;

/** The columns of the suite. */
export async function suiteCells(
  onNode: Readonly<Record<string, RunSuite>>,
  onWeb: Readonly<Record<string, RunSuite>>,
): Promise<Pick<Row['cells'], 'auth, node:crypto' | 'auth, WebCrypto'>> {
  return {
    'auth, node:crypto': await suiteCell('node:crypto', onNode),
    'auth, WebCrypto': await suiteCell('WebCrypto', onWeb),
  };
}

/** @param runs By what they run, such as `ESM`; none: the runtime has no such cryptography. */
async function suiteCell(crypto: CryptoName, runs: Readonly<Record<string, RunSuite>>): Promise<Cell> {
  const complaints: string[] = [];
  for (const [what, run] of Object.entries(runs)) {
    const complaint = await run(crypto).then((report) => complaintOf(report, crypto), String);
    if (complaint !== undefined) complaints.push(`${what}: ${complaint}`);
  }
  if (complaints.length > 0) return { failed: complaints.join('\n') };
  return Object.keys(runs).length === 0 ? 'n/a' : 'ok';
}

/** @returns `undefined` when all is well. */
function complaintOf({ crypto, passed, failures }: SuiteReport, wanted: CryptoName): string | undefined {
  if (failures.length > 0) {
    return [`${failures.length} of ${passed + failures.length} cases failed`, ...failures].join('\n  ');
  }
  if (passed === 0) return 'no case has run';
  return crypto === wanted ? undefined : `the package has used ${crypto}`;
}
