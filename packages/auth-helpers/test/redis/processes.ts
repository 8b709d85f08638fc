import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TokenProviderOptions } from '../../src/index.js';
import type { RedisTokenStoreOptions } from '../../src/redis/index.js';

export interface JoinOrder {
  readonly port: number;
  /** For Redis. Default: none. */
  readonly password?: string;
  readonly vendor: string;
  readonly scope: string;
  readonly store?: RedisTokenStoreOptions;
  readonly options: Partial<TokenProviderOptions>;
  /** Where the clock stands until it is moved. Default: now. */
  readonly nowMs?: number;
}

/** Another process. */
export interface Worker {
  readonly process: ChildProcess;
  /** Gives it a token provider with a store in Redis, beside those that it has. */
  join(order: JoinOrder): Promise<Member>;
}

/** A token provider in another process. */
export interface Member {
  readonly process: ChildProcess;
  advance(ms: number): Promise<void>;
  /** The token, or the code of the error. */
  ask(): Promise<string>;
  /** The same, as one who is told to try later does. */
  askOn(): Promise<string>;
  askPast(old: string): Promise<string>;
  /** The statuses of so many calls with the token. It ends when no login is under way. */
  calls(count: number): Promise<number[]>;
  /** Ends when Redis answers. */
  reached(): Promise<void>;
  events(): Promise<string[]>;
  /** Closes its connection. */
  leave(): Promise<void>;
}

const SCRIPT = join(__dirname, 'child.mjs');

/** Every other one has a client of the other kind. */
export async function workers(count: number): Promise<Worker[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => worker(at % 2 === 0 ? 'redis' : 'ioredis')));
}

async function worker(kind: string): Promise<Worker> {
  const child = fork(SCRIPT, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (first !== 'ready') throw new Error('a process does not start: the package has to be built before');
  const open = new Map<number, (result: never) => void>();
  child.on('message', ({ id, result }: { id: number; result: never }) => {
    open.get(id)?.(result);
    open.delete(id);
  });
  let [lastOrder, lastMember] = [0, 0];
  const tell = <Result>(order: string, about: object): Promise<Result> =>
    new Promise((resolve) => {
      lastOrder += 1;
      open.set(lastOrder, resolve);
      child.send({ id: lastOrder, order, ...about });
    });
  return {
    process: child,
    async join(order) {
      lastMember += 1;
      const member = lastMember;
      await tell('join', { kind, member, nowMs: Date.now(), ...order });
      return {
        process: child,
        advance: (ms) => tell('advance', { member, ms }),
        ask: () => tell('ask', { member }),
        askOn: () => tell('askOn', { member }),
        askPast: (old) => tell('askPast', { member, old }),
        calls: (count) => tell('calls', { member, count }),
        reached: () => tell('reached', { member }),
        events: () => tell('events', { member }),
        leave: () => tell('leave', { member }),
      };
    },
  };
}

export function isAlive({ process }: Pick<Worker, 'process'>): boolean {
  return process.exitCode === null && process.signalCode === null;
}

export async function end(gone: readonly Worker[]): Promise<void> {
  const running = gone.filter(isAlive);
  const ended = running.map(({ process }) => once(process, 'exit'));
  for (const { process } of running) process.kill('SIGKILL');
  await Promise.all(ended);
}

/** A provider on the loopback interface, which counts what reaches it. */
export interface LoginServer {
  readonly url: string;
  /** Each gives T1, T2, …, or is refused. */
  readonly logins: number;
  /** Settles when the first one has arrived. */
  readonly asked: Promise<void>;
  /** `wait` leaves a login without an answer until `answerAll`. */
  answer: 'token' | 'refuse' | 'wait';
  /** For calls with a token: how long it lives, by the clock of this server. */
  lifeMs: number;
  /** Moves its clock, which stands still. */
  advance(ms: number): void;
  answerAll(): void;
  /** The same, and they are refused. */
  refuseAll(): void;
  close(): Promise<void>;
}

export async function loginServer(): Promise<LoginServer> {
  const waiting: ((isRefused: boolean) => void)[] = [];
  const issuedAtMs = new Map<string, number>();
  let [nowMs, logins] = [0, 0];
  let tellAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve;
  });
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const [path, token = ''] = (request.url ?? '').split('?');
    if (path !== '/login') {
      const ageMs = nowMs - (issuedAtMs.get(token) ?? -Infinity);
      response.writeHead(ageMs < vendor.lifeMs ? 200 : 401).end();
      return;
    }
    logins += 1;
    tellAsked();
    const made = `T${logins}`;
    issuedAtMs.set(made, nowMs);
    if (vendor.answer === 'refuse') response.writeHead(401).end();
    else if (vendor.answer === 'token') response.end(JSON.stringify({ token: made }));
    else {
      waiting.push((isRefused) => {
        if (isRefused) response.writeHead(401).end();
        else response.end(JSON.stringify({ token: made }));
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const vendor: LoginServer = {
    url: `http://127.0.0.1:${port}`,
    get logins() {
      return logins;
    },
    asked,
    answer: 'token',
    lifeMs: Infinity,
    advance(ms) {
      nowMs += ms;
    },
    answerAll: () => {
      for (const send of waiting.splice(0)) send(false);
    },
    refuseAll: () => {
      for (const send of waiting.splice(0)) send(true);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return vendor;
}
