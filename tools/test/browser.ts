import type { Page } from 'playwright-core';

/** What a test says that is skipped for want of a browser. */
export const noBrowser = 'no Chromium on this machine: install it, or name it in CHROMIUM';

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

/** Until a page of the docs site listens to keys and clicks: it is read as it was built, and comes to life later. */
export async function untilAlive(page: Page): Promise<void> {
  await page.waitForFunction("'__vue_app__' in document.querySelector('#app')");
}
