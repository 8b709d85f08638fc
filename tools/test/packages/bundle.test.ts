import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { type PackedPackage, packAll } from './pack.js';

/**
 * What a function costs in a browser bundle when it is called with a plain configuration: the bytes of the minified
 * bundle after gzip -9, which no change may exceed. Lower a bound when the runtime has become smaller.
 */
const functions = [
  { operation: 'usertokenGet', client: 'plo', api: 'UserTokenApi', uses: 'query', maxBytes: 6_190 },
  {
    operation: 'getToken',
    client: 'commerce-connect',
    api: 'FirstPayApi',
    uses: 'headers, JSON',
    maxBytes: 7_670,
  },
  {
    operation: 'createToken',
    client: 'finicity',
    api: 'AuthenticationApi',
    uses: 'key, JSON',
    maxBytes: 8_250,
  },
  {
    operation: 'getCustomer',
    client: 'finicity',
    api: 'CustomersApi',
    uses: 'keys, path, int64',
    maxBytes: 7_725,
  },
  { operation: 'login', client: 'mailinabox', api: 'UserApi', uses: 'Basic', maxBytes: 8_555 },
  { operation: 'addMailUser', client: 'mailinabox', api: 'MailApi', uses: 'Basic, form', maxBytes: 9_005 },
];

/** The same for what is not a function with a plain configuration. */
const others = [
  {
    what: 'a function and the class Configuration',
    code: "import { Configuration, usertokenGet } from '@acme/plo-client'; export { Configuration, usertokenGet };",
    maxBytes: 8_175,
  },
  {
    what: 'an API class',
    code: "import { UserTokenApi } from '@acme/plo-client'; export { UserTokenApi };",
    maxBytes: 8_575,
  },
  {
    what: 'the client of all API classes',
    code: "import { Plo } from '@acme/plo-client'; export { Plo };",
    maxBytes: 10_600,
  },
  {
    what: 'the errors alone',
    code: "import { FetchError, ResponseError } from '@acme/plo-client'; export { FetchError, ResponseError };",
    maxBytes: 1_260,
  },
];

/** What the bundle of a function holds only if the operation asks for it; text that minifying leaves as it is. */
const unused = {
  'a multipart body': /new FormData|multipart\//,
  middleware: /\bonError\b|\bpre\b/,
  'int64 by bigint': /\bBigInt\(/,
  'HTTP Basic': /\bbtoa\(/,
  pagination: /pagination_stuck/,
  'an API class': /withPreMiddleware/,
  'the client of all API classes': /\bapis\b/,
};

let folder: string;
let packages: PackedPackage[];
beforeAll(async () => {
  const packed = await packAll();
  folder = packed.folder;
  // Nobody bundles a tool.
  packages = packed.packages.filter(({ isTool }) => !isTool);
});
afterAll(() => folder !== undefined && rmSync(folder, { recursive: true, force: true }));

async function bundle(contents: string, plugins: Plugin[] = []): Promise<string> {
  const stdin = { contents, resolveDir: folder };
  const options = { bundle: true, minify: true, format: 'esm', platform: 'browser', write: false } as const;
  const { outputFiles } = await build({ ...options, stdin, plugins, logLevel: 'silent' });
  return outputFiles[0]!.text;
}

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;
const named = (from: string, operation: string): string =>
  `import { ${operation} } from '${from}'; export const go = (request) => ${operation}({}, request);`;
const byNamespace = (from: string, operation: string): string =>
  `import * as client from '${from}'; export const go = (request) => client.${operation}({}, request);`;

describe.each(functions)('$operation of $client ($uses)', ({ operation, client, api, maxBytes }) => {
  const name = `@acme/${client}-client`;

  test(`is at most ${maxBytes} bytes`, async () => {
    expect(gzipped(await bundle(named(name, operation)))).toBeLessThanOrEqual(maxBytes);
  });

  test('costs the same from the index, by namespace and from its subpath', async () => {
    const fromIndex = gzipped(await bundle(named(name, operation)));
    for (const code of [byNamespace(name, operation), named(`${name}/apis/${api}`, operation)]) {
      expect(Math.abs(gzipped(await bundle(code)) - fromIndex)).toBeLessThanOrEqual(16);
    }
  });
});

test.each(others)('$what: at most $maxBytes bytes', async ({ code, maxBytes }) => {
  expect(gzipped(await bundle(code))).toBeLessThanOrEqual(maxBytes);
});

test('a function that needs no credentials, no form and no int64 brings none of their code', async () => {
  const text = await bundle(named('@acme/plo-client', 'usertokenGet'));
  const found = Object.entries(unused).filter(([, pattern]) => pattern.test(text));
  expect(found.map(([what]) => what)).toEqual([]);
  // And what is looked for is there when it is used, so that a new name in the runtime does not blind this test.
  const everything = await bundle("export * from '@acme/fetch-runtime';");
  for (const pattern of Object.values(unused)) expect(everything).toMatch(pattern);
});

test('no function brings a neighbour: every operation of every client, from the index and by namespace', async () => {
  for (const { name } of packages.filter((one) => one.name.endsWith('-client'))) {
    const operations = operationsOf(name);
    expect(operations.length).toBeGreaterThan(0);
    for (const { id, path, key } of operations) {
      const others = operations.filter((other) => other.path !== path);
      for (const code of [named(name, key), byNamespace(name, key)]) {
        const text = await bundle(code);
        expect([...text.matchAll(/\bid:"([^"]+)",method:"/g)].map(([, found]) => found)).toEqual([id]);
        expect(others.filter((other) => text.includes(`"${other.path}"`)).map((other) => other.path)).toEqual(
          [],
        );
      }
    }
  }
});

test('loading an entry does nothing: what is not used goes, even where a bundler ignores sideEffects', async () => {
  const ignoring: Plugin = {
    name: 'as-if-not-free-of-side-effects',
    setup: ({ onResolve, resolve }) => {
      onResolve({ filter: /^@acme\// }, async ({ path, pluginData, kind, resolveDir }) =>
        pluginData === ignoring
          ? undefined
          : {
              path: (await resolve(path, { kind, resolveDir, pluginData: ignoring })).path,
              sideEffects: true,
            },
      );
    },
  };
  for (const { name, entries } of packages) {
    for (const entry of entries.map(({ subpath }) => posix.join(name, subpath))) {
      // A constant that esbuild does not fold may stay, such as 2 ** 31 - 1; a call, class or table may not.
      const text = await bundle(`import '${entry}';`, [ignoring]);
      expect({ entry, text }).toEqual({ entry, text: expect.stringMatching(/^[^({[]*$/) });
    }
  }
});

/** The descriptors that the subpaths of a client export, by the name of their function. */
function operationsOf(name: string): { id: string; path: string; key: string }[] {
  const load = createRequire(join(folder, 'index.cjs'));
  const apis = Object.keys(load(name) as object).filter((key) => key.endsWith('Api'));
  return apis
    .flatMap((api) => Object.entries<{ id: string; path: string }>(load(`${name}/apis/${api}`)))
    .filter(([key]) => key.endsWith('Operation'))
    .map(([key, { id, path }]) => ({ id, path, key: key.slice(0, -'Operation'.length) }));
}
