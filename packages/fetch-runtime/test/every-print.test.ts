import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  BaseAPI,
  BaseClient,
  type Call,
  Configuration,
  onEvent,
  type PlainConfiguration,
} from '../src/index.js';
import { ways } from './every-print.js';
import { ask } from './faults/harness.js';
import {
  getEverything,
  leaks,
  MARKER,
  plantedConfiguration,
  plantedRequest,
  postEverything,
} from './faults/planted.js';

const observed: unknown[] = [];
const observe = onEvent((event) => void observed.push(event));

const headers = { 'content-type': 'application/json', 'set-cookie': MARKER, 'x-echo': MARKER };
const answers: Readonly<Record<string, () => Promise<Response>>> = {
  'a refusal that quotes the request': async () =>
    new Response(JSON.stringify({ token: MARKER }), { status: 400, statusText: 'Bad', headers }),
  'a body that is not as described': async () => new Response(`${MARKER}{`, { status: 200, headers }),
  'a connection that fails with secrets in all its members': async () => {
    const inner = Object.assign(new Error(`https://api.invalid/?a=${MARKER}`), { code: MARKER, url: MARKER });
    inner.name = MARKER;
    throw Object.assign(new TypeError('fetch failed', { cause: inner }), {
      code: MARKER,
      config: { MARKER },
    });
  },
};

/** Everything public that is at hand before, during and after a call with a secret in every place. */
async function things(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  const configuration = new Configuration({ ...plantedConfiguration, observe, middleware: [{}] });
  found.set('a Configuration', configuration);
  found.set('a copy of one', configuration.with({ apiKey: MARKER, basePath: 'https://api.invalid' }));
  found.set('an API class', new BaseAPI(configuration));
  found.set('a client', new BaseClient({ auth: plantedConfiguration, observe }));
  found.set(
    'one with hooks',
    new BaseAPI(configuration).withPreMiddleware(async () => undefined),
  );
  for (const operation of [getEverything, postEverything]) {
    for (const [name, answer] of Object.entries(answers)) {
      const fetchApi: PlainConfiguration['fetchApi'] = async (_url, _init, call) => {
        found.set(`the Call of ${operation.method}, ${name}`, call as Call);
        return answer();
      };
      const asked = {
        ...plantedConfiguration,
        observe,
        request: plantedRequest(operation),
        operation,
        fetchApi,
      };
      const error = await ask({ url: 'https://api.invalid' }, asked).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      found.set(`the error of ${operation.method}, ${name}`, error);
    }
  }
  found.set('the events', observed);
  return found;
}

describe('no credential, value or response is shown', () => {
  let found: Map<string, unknown>;
  beforeAll(async () => {
    found = await things();
  });

  test('of configurations, clients, API classes, calls, errors and events: there are all of them', () => {
    const errors = [...found.values()].filter((thing) => thing instanceof Error);
    expect([errors.length, found.size, observed.length > 10]).toEqual([6, 18, true]);
  });

  test.each(Object.keys(ways))('by %s', (way) => {
    const shown = [...found].filter(([, thing]) => leaks([ways[way]!(thing)]).length > 0);
    expect(shown.map(([name]) => name)).toEqual([]);
  });
});

test('what is hidden can be read all the same, by who asks for it', async () => {
  const configuration = new Configuration({ ...plantedConfiguration });
  expect([configuration.username, configuration.accessToken]).toEqual([MARKER, MARKER]);
  const fetchApi = answers['a refusal that quotes the request']!;
  const asked = {
    ...plantedConfiguration,
    request: plantedRequest(getEverything),
    operation: getEverything,
    fetchApi,
  };
  const error = await ask({ url: 'https://api.invalid' }, asked).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ body: { token: MARKER }, response: { status: 400 } });
});
