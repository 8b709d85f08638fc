import { inspect } from 'node:util';
import {
  bearer,
  Configuration,
  type ConfigurationParameters,
  call,
  header,
  json,
  type PlainConfiguration,
} from '../src/index.js';
import { answering, operation, parameter, secured } from './support.js';

/** All but `observe`, which comes out as one with the observers of the process. */
const everything: Required<Omit<ConfigurationParameters, 'observe'>> = {
  basePath: 'https://one.test',
  serverIndex: 1,
  serverVariables: { tenant: 'acme' },
  allowInsecureLoopback: true,
  fetchApi: async () => new Response(),
  middleware: [],
  username: 'u',
  password: 'p',
  apiKey: { key: 'k' },
  accessToken: 't',
  headers: { 'X-A': '1' },
  credentials: 'include',
  timeoutMs: 5_000,
  deadlineMs: 6_000,
  maxResponseBytes: 7_000,
};
const members = Object.keys(everything) as (keyof typeof everything)[];

test('every member is there as it was given, or undefined', () => {
  const configuration = new Configuration(everything);
  expect(Object.fromEntries(members.map((name) => [name, configuration[name]]))).toEqual(everything);
  const { middleware, ...rest } = Object.fromEntries(
    members.map((name) => [name, new Configuration()[name]]),
  );
  expect(middleware).toEqual([]);
  expect(Object.values(rest)).toEqual(members.slice(1).map(() => undefined));
});

test('later changes of the parameters have no effect', () => {
  const parameters = { basePath: 'https://one.test' };
  const configuration = new Configuration(parameters);
  parameters.basePath = 'https://two.test';
  expect(configuration.basePath).toBe('https://one.test');
});

test('printing it shows no credentials', () => {
  const shown = new Configuration({ accessToken: 's3cr3t', password: 's3cr3t', apiKey: 's3cr3t' });
  expect(JSON.stringify(shown) + inspect(shown, { depth: 9 })).not.toContain('s3cr3t');
});

describe('with', () => {
  test.each(members)('changes %s alone, in a copy', (name) => {
    const other = new Configuration({ basePath: 'https://two.test' });
    const copy = other.with({ [name]: everything[name] });
    expect(copy[name]).toEqual(everything[name]);
    expect(other.basePath).toBe('https://two.test');
    for (const untouched of members.filter((member) => member !== name)) {
      expect(copy[untouched]).toEqual(other[untouched]);
    }
  });

  test('changes observe alone, in a copy', async () => {
    const told: string[] = [];
    const other = new Configuration(answering(Response.json(1)));
    const copy = other.with({ observe: () => (step) => void told.push(step) });
    await call(other, operation(), {} as never);
    expect(told).toEqual([]);
    await call(copy, operation(), {} as never);
    expect(told).toEqual(['request', 'attempt', 'response']);
  });

  test('takes a member away by undefined', () => {
    expect(new Configuration(everything).with({ timeoutMs: undefined }).timeoutMs).toBeUndefined();
  });

  test('keeps the class, and what it adds', () => {
    class Own extends Configuration {
      readonly label = 'mine';
      get tenant(): string {
        return `of ${this.basePath}`;
      }
    }
    const original = new Own({ basePath: 'https://own.test', username: 'a', password: 'b' });
    const copy = original.with({ username: 'c' });
    expect([copy.tenant, copy.username, copy.password, copy.label]).toEqual([
      'of https://own.test',
      'c',
      'b',
      'mine',
    ]);
    expect(original.username).toBe('a');
    expect(copy.with({ password: 'd' })).toBeInstanceOf(Own);
  });
});

test('globalThis.fetch is looked up at the call, not before', async () => {
  const plain: PlainConfiguration = {};
  const configuration = new Configuration();
  const hooked = new Configuration({ middleware: [{ post: () => undefined }] });
  const { fetchApi } = hooked;
  const original = globalThis.fetch;
  globalThis.fetch = async () => Response.json('stub');
  try {
    const declared = operation({ responses: { 200: json } });
    for (const each of [plain, configuration, hooked])
      expect(await call(each, declared, {} as never)).toBe('stub');
    expect(await (await fetchApi!('https://h.test', {}, operation())).json()).toBe('stub');
  } finally {
    globalThis.fetch = original;
  }
});

describe('a plain object', () => {
  const described = operation({
    ...secured([[{ id: 'token', credential: bearer, encode: header, name: 'Authorization' }]]),
    params: [parameter(header, 'X-B')],
    responses: { 200: json },
  });

  test('sends what a Configuration of the same members sends', async () => {
    const sent: unknown[] = [];
    const plain: PlainConfiguration = {
      ...everything,
      middleware: undefined,
      fetchApi: async (url, { signal, ...init }) => {
        sent.push([url, init, signal instanceof AbortSignal]);
        return Response.json(1);
      },
    };
    const configurations = [plain, Object.freeze({ ...plain }), new Configuration(plain)];
    for (const each of configurations) expect(await call(each, described, { 'X-B': '2' } as never)).toBe(1);
    expect(sent[0]).toEqual([
      'https://one.test/things',
      {
        method: 'GET',
        headers: { 'x-a': '1', 'x-b': '2', authorization: 'Bearer t' },
        cache: 'no-store',
        credentials: 'include',
        redirect: 'manual',
      },
      true,
    ]);
    expect([sent[1], sent[2]]).toEqual([sent[0], sent[0]]);
  });

  test('may not hold middleware, which would do nothing', async () => {
    const hooks = { ...answering(Response.json(1)), middleware: [{ pre: () => undefined }] };
    // @ts-expect-error: that is for a Configuration, or for fetchApi: withMiddleware(…)
    const accepted: PlainConfiguration = hooks;
    expect(accepted).toBe(hooks);
  });
});
