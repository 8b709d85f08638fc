import { rmSync } from 'node:fs';
import { posix } from 'node:path';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { type PackedPackage, packAll } from './pack.js';

/** What the edge runtime of Next.js, workers and browsers have in common, and Node has too. */
const globals = [
  ...['AbortController', 'AbortSignal', 'Blob', 'DOMException', 'FormData', 'Headers', 'Request', 'Response'],
  ...['ReadableStream', 'TextDecoder', 'TextEncoder', 'TransformStream', 'URL', 'URLSearchParams'],
  ...['atob', 'btoa', 'clearTimeout', 'crypto', 'fetch', 'performance', 'setTimeout', 'structuredClone'],
] as const;

/** Throws for whatever is done with it. */
function untouchable(name: string): unknown {
  const throws = (): never => {
    throw new Error(`A Node.js API is used (${name}) which is not supported in the Edge Runtime.`);
  };
  const traps = {
    get: throws,
    has: throws,
    apply: throws,
    set: throws,
    ownKeys: throws,
    getPrototypeOf: throws,
  };
  return new Proxy(throws, { ...traps, getOwnPropertyDescriptor: throws, defineProperty: throws });
}

/** As Next.js makes it: functions are there, and throw when they are called. */
const processOfNext = {
  env: {},
  getBuiltinModule: () => {
    throw new Error(
      'A Node.js API is used (process.getBuiltinModule) which is not supported in the Edge Runtime.',
    );
  },
};

let folder: string;
let entries: string[];
beforeAll(async () => {
  const packed = await packAll();
  folder = packed.folder;
  const isForClients = ({ name }: PackedPackage): boolean => /-client$|fetch-runtime|auth-helpers/.test(name);
  entries = packed.packages
    .filter(isForClients)
    .flatMap(({ name, entries: all }) => all.map(({ subpath }) => posix.join(name, subpath)));
});
afterAll(() => folder !== undefined && rmSync(folder, { recursive: true, force: true }));

/** Bundles as Next.js does for its edge, and runs it there. @returns what `code` exports. */
async function onEdge(code: string, process: unknown): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    ...{ bundle: true, write: false, platform: 'browser', format: 'iife', globalName: 'exported' },
    ...{ conditions: ['edge-light', 'worker', 'browser'], logLevel: 'silent' },
  });
  const context: Record<string, unknown> = { process };
  for (const name of globals) context[name] = globalThis[name];
  createContext(context);
  return new Script(`${outputFiles[0]!.text}; exported`).runInContext(context);
}

test('an import touches nothing of the platform: no entry of a client, the runtime or the helpers', async () => {
  expect(entries.length).toBeGreaterThan(10);
  for (const entry of entries) {
    const exported = await onEdge(`export * from '${entry}';`, untouchable('process'));
    expect(Object.keys(exported).length).toBeGreaterThan(0);
  }
});

test('a module may make its configuration and its helper at once: that touches nothing either', async () => {
  const code = `
    import { finicityAuth } from '@acme/auth-helpers/finicity';
    import { Configuration, CustomersApi, withRetry } from '@acme/finicity-client';
    const credentials = { partnerSecret: 's', appKey: 'k' };
    export const auth = finicityAuth({ partnerId: '1', credentials });
    export const api = new CustomersApi(new Configuration({ ...auth.configuration, fetchApi: withRetry(fetch) }));`;
  expect(Object.keys(await onEdge(code, untouchable('process')))).toEqual(['api', 'auth']);
});

test('where functions of Node are there and throw, calls and cryptography go without them', async () => {
  const code = `
    import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
    import { Configuration, usertokenGet } from '@acme/plo-client';
    const fetchApi = async () => Response.json({ ok: true });
    export const answered = usertokenGet(new Configuration({ fetchApi }), { fId: '1', authInfo: 'a' });
    const [key, iv] = [32, 16].map((size) => btoa('k'.repeat(size)));
    const auth = commerceConnectAuth({ merchantId: '1', key, iv });
    export const inquiry = auth.inquiryRequest({ orderId: '1' });`;
  const { answered, inquiry } = await onEdge(code, processOfNext);
  expect(await answered).toEqual({ ok: true });
  expect(await inquiry).toMatchObject({
    merchantId: '1',
    body: { encryptData: expect.stringMatching(/^[\w+/=]+$/) },
  });
});
