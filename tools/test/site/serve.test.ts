import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveFolder } from '../../src/site/serve.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-test-'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  for (const [file, text] of Object.entries({
    'index.html': 'root',
    'page.html': 'page',
    'sub/index.html': 'sub',
  })) {
    mkdirSync(join(folder, 'site', file, '..'), { recursive: true });
    writeFileSync(join(folder, 'site', file), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['/', '/some/where/'])(
  'a site at %s is served as by any static file server, and nothing else',
  async (base) => {
    const served = await serveFolder(join(folder, 'site'), { base });
    try {
      const found = async (path: string): Promise<string> => {
        const response = await fetch(served.url + path);
        return `${response.status} ${(await response.text()).trim()}`;
      };
      expect(new URL(served.url).pathname).toBe(base);
      for (const [path, text] of [
        ['', '200 root'],
        ['?query', '200 root'],
        ['sub/', '200 sub'],
        ['page.html', '200 page'],
        // A server that adds `.html` would hide a link that is broken on another one.
        ['page', '404 not found'],
        ['sub', '404 not found'],
        ['..%2fsecret.txt', '404 not found'],
        ['%2e%2e%2fsecret.txt', '404 not found'],
        ['%E4', '404 not found'],
      ] as const) {
        expect([path, await found(path)]).toEqual([path, text]);
      }
      if (base !== '/') expect((await fetch(new URL('/page.html', served.url))).status).toBe(404);
    } finally {
      await served.close();
    }
  },
);
