import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Where Chromium is on this machine: what the variable CHROMIUM names, or else a usual place.
 *
 * @returns undefined when there is none.
 * @throws when CHROMIUM names no file: what was meant to run must not be skipped for a typing mistake.
 */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env.CHROMIUM;
  if (named === undefined || named === '') return usualPlaces.find((path) => existsSync(path));
  if (!existsSync(named)) throw new Error('CHROMIUM names no file.');
  return named;
}

/**
 * Starts a Chromium without a window, with an empty profile, that asks nobody anything by itself. Its sandbox, which
 * cannot start as root, is off: it is for our own pages. The caller closes it.
 *
 * @returns undefined when there is none on this machine.
 * @throws when CHROMIUM names no file, or when it does not start.
 */
export async function openChromium(): Promise<Browser | undefined> {
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
