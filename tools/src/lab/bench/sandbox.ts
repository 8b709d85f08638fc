import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { turboBuild } from '../../shared/turbo-build.js';
import { type Bench, type Figure, median, ratio } from './figures.js';
import { type Call, type Connection, openConnection } from './http-connection.js';
import type { WantedServer } from './server-process.js';

export interface Rounds {
  readonly rounds: number;
  /** Not counted, at the start of each call. */
  readonly warmUpRounds: number;
  readonly callsPerRound: number;
}

const atATime = 8;
const nowMs = Date.UTC(2026, 2, 31);
const credentials = { partnerId: 'bench', partnerSecret: 'bench-secret-1', appKey: 'bench-key' };
const account = { email: 'bench@example.com', password: 'bench' };

/** What is made up is the same in every run, and no token dies, as time stands still. */
const options = { nowMs, finicity: { credentials }, mailinabox: { accounts: [account] } };

const { appKey, ...login } = credentials;
const tokenCall: Call = {
  ...{ method: 'POST', target: '/finicity/aggregation/v2/partners/authentication' },
  headers: { 'finicity-app-key': appKey, 'content-type': 'application/json' },
  body: JSON.stringify(login),
};

/** Which calls are measured, by operationId. */
function measuredCalls(token: string): Readonly<Record<string, Call>> {
  const customer = '/customers/7004419250';
  const headers = { 'finicity-app-key': appKey, 'finicity-app-token': token };
  const [from, to] = [nowMs - 90 * 24 * 60 * 60_000, nowMs].map((ms) => Math.floor(ms / 1_000));
  const page = `fromDate=${from}&toDate=${to}&start=1&limit=25&sort=desc&includePending=true`;
  const basic = Buffer.from(`${account.email}:${account.password}`).toString('base64');
  return {
    getCustomer: { method: 'GET', target: `/finicity/aggregation/v1${customer}`, headers },
    login: {
      ...{ method: 'POST', target: '/mailinabox/admin/login', body: '' },
      headers: { authorization: `Basic ${basic}` },
    },
    getAllCustomerTransactions: {
      ...{ method: 'GET', target: `/finicity/aggregation/v3${customer}/transactions?${page}`, headers },
    },
  };
}

/**
 * Measures the built sandbox, so that it is not the slow part of anybody's tests: calls per second of its server beside
 * those of a bare node:http server that has the same JSON ready as text, each in a process of its own. Builds the
 * package first, where its sources have changed.
 */
export async function measureSandbox(bench: Bench): Promise<Figure[]> {
  turboBuild(bench.root, bench.env, '@acme/provider-sandbox');
  const module = join(bench.root, 'packages', 'provider-sandbox', 'dist', 'index.js');
  const rounds = { rounds: 40, warmUpRounds: 10, callsPerRound: 600 };
  return sandboxFigures(bench, pathToFileURL(module).href, rounds);
}

/**
 * `measureSandbox`, of the package at `moduleUrl`.
 *
 * @throws Error when a server does not start, or a response is not the one it was at the start.
 */
export async function sandboxFigures(
  { root, env, say }: Pick<Bench, 'root' | 'env' | 'say'>,
  moduleUrl: string,
  { rounds, warmUpRounds, callsPerRound }: Rounds,
): Promise<Figure[]> {
  const ends: (() => unknown)[] = [];
  const connect = async (wanted: WantedServer): Promise<Connection[]> => {
    const { port, child } = await startServer(wanted, root, env);
    ends.push(() => child.kill());
    const opened = await Promise.all(Array.from({ length: atATime }, () => openConnection(port)));
    ends.push(...opened.map(({ close }) => close));
    return opened;
  };
  try {
    const sandbox = await connect({ kind: 'sandbox', moduleUrl, options });
    const { token } = JSON.parse(await sandbox[0]!.call(tokenCall)) as { token: string };
    const calls = Object.entries(measuredCalls(token));
    const responses: Record<string, string> = {};
    for (const [, call] of calls) responses[call.target] = await sandbox[0]!.call(call);
    const bare = await connect({ kind: 'bare', jsonByTarget: responses });
    const figures: Figure[] = [];
    for (const [name, call] of calls) {
      say(name);
      const expected = responses[call.target]!;
      const samples = { sandbox: [] as number[], bare: [] as number[] };
      for (let round = -warmUpRounds; round < rounds; round += 1) {
        const order = [['sandbox', sandbox] as const, ['bare', bare] as const];
        for (const [server, connections] of round % 2 === 0 ? order : order.reverse()) {
          const perSecond = await callsPerSecond(connections, call, expected, callsPerRound);
          if (round >= 0) samples[server].push(perSecond);
        }
      }
      const [ours, theirs] = [median(samples.sandbox), median(samples.bare)].map(Math.round);
      const note = `${Buffer.byteLength(expected)} bytes; ${ours} calls per second, bare ${theirs}`;
      figures.push(ratio(`sandbox/${name}/vs-bare`, [samples.bare, samples.sandbox], { aim: 2, note }));
    }
    return figures;
  } finally {
    for (const end of ends.reverse()) end();
  }
}

/** @throws Error when a response is another one than `expected`: a quick refusal is no call. */
export async function callsPerSecond(
  connections: readonly Connection[],
  call: Call,
  expected: string,
  calls: number,
): Promise<number> {
  let left = calls;
  const startMs = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (left > 0) {
        left -= 1;
        const body = await connection.call(call);
        if (body.length !== expected.length)
          throw new Error(`A response has ${body.length} characters instead of ${expected.length}.`);
      }
    }),
  );
  return (1_000 * calls) / (performance.now() - startMs);
}

/**
 * Starts a server in a process of its own, so that it shares neither processor nor heap with its client.
 *
 * @throws Error when its process ends before it listens; what it had to say is on standard error.
 */
export async function startServer(
  wanted: WantedServer,
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<{ port: number; child: ChildProcess }> {
  const child = fork(fileURLToPath(new URL('server-process.ts', import.meta.url)), {
    // From the folder of the repository, where tsx is.
    ...{ cwd: root, env, execArgv: ['--import', 'tsx'] },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(wanted);
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number }));
  const listening = once(child, 'message').then(([port]) => ({ port: port as number }));
  const first = await Promise.race([listening, ended]);
  if ('port' in first) return { port: first.port, child };
  throw new Error(`The ${wanted.kind} server ended with exit code ${first.code} before it listened.`);
}
