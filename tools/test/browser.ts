import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What a test says that is skipped for want of a browser. */
export const noBrowser = 'no Chromium on this machine: install it, or name it in CHROMIUM';

/**
 * Where Chromium is on this machine: what the variable CHROMIUM names, or else a usual place.
 *
 * @returns undefined when there is none.
 * @throws when CHROMIUM names no file: a test that was meant to run must not be skipped for a typing mistake.
 */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env.CHROMIUM;
  if (named === undefined || named === '') return usualPlaces.find((path) => existsSync(path));
  if (!existsSync(named)) throw new Error('CHROMIUM names no file.');
  return named;
}

/**
 * Starts a Chromium with an empty profile that asks nobody anything by itself. The caller closes it.
 *
 * @returns undefined when there is none on this machine.
 */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return undefined;
  return chromium.launch({
    executablePath,
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Notes all that goes wrong on a page from now on: console errors and warnings, exceptions, failed requests, and
 * requests to another host than this machine, which are refused.
 *
 * @returns a list that grows.
 */
export async function watchTroubles(page: Page): Promise<string[]> {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A prefetch that the next page made needless.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()}`);
  });
  await page.route(
    (url) => /^(?:https?|wss?):$/.test(url.protocol) && url.hostname !== '127.0.0.1',
    (route) => {
      troubles.push(`request to another host: ${new URL(route.request().url()).host}`);
      return route.abort();
    },
  );
  return troubles;
}
