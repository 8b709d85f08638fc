import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './built.js';
import type { Bench, Figure } from './figures.js';
import { type Connection, callsPerSecond, openConnection } from './http-load.js';
import { measuredRequests, targetOf, tokenRequest } from './sandbox-calls.js';
import { type ServerChild, startServerChild } from './server-child.js';
import { median, pairedRatios, quantile } from './statistics.js';

export interface Rounds {
  readonly rounds: number;
  /** Not counted, at the start of each call. */
  readonly warmUpRounds: number;
  readonly callsPerRound: number;
}

const atATime = 8;

/**
 * Measures the built sandbox, so that it is not the slow part of anybody's tests: calls per second of its server beside
 * those of a bare node:http server that has the same JSON ready as text, each in a process of its own. Builds the
 * package first, where its sources have changed.
 *
 * @throws Error when a server does not start, or an answer is not the one it was at the start.
 */
export async function measureSandbox(bench: Bench): Promise<Figure[]> {
  ensureBuilt(bench, '@acme/provider-sandbox');
  const module = join(bench.root, 'packages', 'provider-sandbox', 'dist', 'index.js');
  const rounds = { rounds: 40, warmUpRounds: 10, callsPerRound: 600 };
  return sandboxFigures(bench, pathToFileURL(module).href, rounds);
}

/** `measureSandbox`, of the package at `moduleUrl`. */
export async function sandboxFigures(
  bench: Pick<Bench, 'root' | 'env' | 'say'>,
  moduleUrl: string,
  rounds: Rounds,
): Promise<Figure[]> {
  const servers: ServerChild[] = [];
  const connections: Connection[] = [];
  const connect = async (server: ServerChild): Promise<Connection[]> => {
    servers.push(server);
    const opened = await Promise.all(Array.from({ length: atATime }, () => openConnection(server.port)));
    connections.push(...opened);
    return opened;
  };
  try {
    const sandbox = await connect(await startServerChild({ kind: 'sandbox', moduleUrl }, bench));
    const { token } = JSON.parse((await sandbox[0]!.call(tokenRequest)).body) as { token: string };
    const requests = measuredRequests(token);
    const answers = await answersOf(requests, sandbox[0]!);
    const jsonByTarget = Object.fromEntries(
      Object.entries(requests).map(([name, request]) => [targetOf(request), utf8(answers[name]!)]),
    );
    const bare = await connect(await startServerChild({ kind: 'bare', jsonByTarget }, bench));
    const figures: Figure[] = [];
    for (const [name, request] of Object.entries(requests)) {
      bench.say(name);
      const round = { request, bytes: answers[name]!.length, calls: rounds.callsPerRound };
      figures.push(figure(name, round.bytes, await inTurns({ sandbox, bare }, round, rounds)));
    }
    return figures;
  } finally {
    for (const connection of connections) connection.close();
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function answersOf(
  requests: Readonly<Record<string, string>>,
  connection: Connection,
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const [name, request] of Object.entries(requests)) {
    const { status, body } = await connection.call(request);
    if (status !== 200) throw new Error(`The sandbox answers ${name} with status ${status}.`);
    answers[name] = body;
  }
  return answers;
}

type Samples = Record<'sandbox' | 'bare', number[]>;

/** @returns calls per second, by round. The first of a round is another one each time. */
async function inTurns(
  servers: Readonly<Record<keyof Samples, readonly Connection[]>>,
  round: Parameters<typeof callsPerSecond>[1],
  { rounds, warmUpRounds }: Rounds,
): Promise<Samples> {
  const samples: Samples = { sandbox: [], bare: [] };
  for (let number = -warmUpRounds; number < rounds; number += 1) {
    const order = number % 2 === 0 ? (['sandbox', 'bare'] as const) : (['bare', 'sandbox'] as const);
    for (const name of order) {
      const perSecond = await callsPerSecond(servers[name], round);
      if (number >= 0) samples[name].push(perSecond);
    }
  }
  return samples;
}

function figure(name: string, bytes: number, { sandbox, bare }: Samples): Figure {
  const ratios = pairedRatios(bare, sandbox);
  const [low, high] = [quantile(ratios, 0.25), quantile(ratios, 0.75)];
  const [ours, theirs] = [Math.round(median(sandbox)), Math.round(median(bare))];
  const spread = `half of ${ratios.length} rounds within ${low.toFixed(2)} to ${high.toFixed(2)}`;
  const note = `${bytes} bytes; ${ours} calls per second, bare ${theirs}; ${spread}`;
  return { name: `sandbox/${name}/vs-bare`, value: median(ratios), unit: '×', aim: 2, note };
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
