import type { Browser, Page } from 'playwright-core';
import { chromiumPath, openChromium } from '../../../../tools/src/shared/chromium.js';
import { noBrowser, watchTroubles } from '../../../../tools/test/browser.js';
import type { SandboxServer } from '../../src/entrances/http/start.js';
import { sandbox } from './support.js';

/** The page of a sandbox of its own, for one test. */
export interface Opened {
  readonly server: SandboxServer;
  readonly page: Page;
  /** What has gone wrong on it. */
  readonly troubles: readonly string[];
  /** All URLs it has asked for. */
  readonly asked: readonly string[];
}

/** A `describe` with one Chromium, skipped where there is none. `opened()` is what the test that runs has. */
export function describeInChromium(title: string, tests: (opened: () => Opened) => void): void {
  const isThere = chromiumPath() !== undefined;
  const describeIt = isThere ? describe : describe.skip;

  describeIt(isThere ? title : `${title} (${noBrowser})`, () => {
    let browser: Browser;
    let current: Opened;

    beforeAll(async () => {
      browser = (await openChromium())!;
    });
    afterAll(() => browser.close());

    beforeEach(async () => {
      const server = await sandbox();
      const page = await browser.newPage();
      // That of jest ends a test that hangs.
      page.setDefaultTimeout(0);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      current = { server, page, asked, troubles: await watchTroubles(page) };
      await page.goto(server.url);
      await page.getByText('Live', { exact: true }).waitFor();
    });
    afterEach(async () => {
      await current.page.close();
      await current.server.close();
    });

    tests(() => current);
  });
}
