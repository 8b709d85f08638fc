import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize, posix } from 'node:path';
import type { Browser } from 'playwright-core';
import type { PackedPackage } from './pack.js';

/**
 * Runs a module of the project with one argument in a page of its own at `origin`, which serves it by `serveProject`:
 * the ES modules as they were published, found by an import map.
 */
export async function runInChromium<Report>(
  browser: Browser,
  origin: string,
  file: string,
  argument: string,
): Promise<Report> {
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/`);
    const load = `import('/${file}').then(({ run }) => run(${JSON.stringify(argument)}))`;
    return await page.evaluate<Report>(load);
  } finally {
    await page.close();
  }
}

/** Serves a page with an import map at `/`, and the scripts of the project. */
export function serveProject(
  project: string,
  packages: readonly PackedPackage[],
): (request: IncomingMessage, response: ServerResponse) => void {
  const imports = Object.fromEntries(
    packages.flatMap(({ name, entries }) =>
      entries.map(({ subpath, path }) => [
        posix.join(name, subpath),
        `/node_modules/${name}/dist/${path}.js`,
      ]),
    ),
  );
  const page = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>`;
  return ({ url = '/' }, response) => {
    if (url === '/') return response.setHeader('content-type', 'text/html').end(page);
    const file = join(project, normalize(url));
    if (!/\.m?js$/.test(url) || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
  };
}
