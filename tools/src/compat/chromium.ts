import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import type { PackedPackage } from './pack.js';
import { entriesOf, type ProgramReport } from './program.js';

/** The browser of this machine: `CHROMIUM_PATH`, or where Linux distributions put it. */
export function findChromium(): string | undefined {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return [process.env.CHROMIUM_PATH ?? '', ...places].find((path) => path !== '' && existsSync(path));
}

/** Starts it without a window. The sandbox cannot start as root, and nothing but our own page is loaded. */
export async function startChromium(executablePath: string): Promise<Browser> {
  const args = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args });
}

/**
 * Runs `program.mjs` of the project in a page of `origin`, which serves it by `serveProject`: the ES modules as they
 * were published, found by an import map.
 */
export async function runInChromium(browser: Browser, origin: string, base: string): Promise<ProgramReport> {
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/`);
    const load = `import('/program.mjs').then(({ run }) => run(${JSON.stringify(base)}))`;
    return await page.evaluate<ProgramReport>(load);
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
    packages.flatMap(entriesOf).map((entry) => [entry, urlOf(project, entry)]),
  );
  const page = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>`;
  return ({ url = '/' }, response) => {
    if (url === '/') return response.setHeader('content-type', 'text/html').end(page);
    const file = join(project, normalize(url));
    if (!/\.m?js$/.test(url) || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
  };
}

/** Where the `exports` of the installed package put an entry for `import`. */
function urlOf(project: string, entry: string): string {
  const [scope, name, ...rest] = entry.split('/');
  const folder = `node_modules/${scope}/${name}`;
  const { exports } = JSON.parse(readFileSync(join(project, folder, 'package.json'), 'utf8')) as Manifest;
  const subpath = rest.at(-1);
  const target = exports[subpath === undefined ? '.' : './apis/*']?.import.default ?? '';
  return `/${normalize(`${folder}/${target.replace('*', subpath ?? '')}`)}`;
}

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly import: { readonly default: string } }>>;
}
