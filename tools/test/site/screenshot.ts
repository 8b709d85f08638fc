// Makes the picture in the README from a fresh site: `npm run docs && npx tsx tools/test/site/screenshot.ts`.
import { join } from 'node:path';
import { openChromium } from '../../src/shared/chromium.js';
import { repositoryRoot } from '../../src/shared/providers.js';
import { serveFolder } from '../../src/site/serve.js';
import { noBrowser } from '../browser.js';

const served = await serveFolder(join(repositoryRoot, '.cache/site'));
const browser = await openChromium();
if (browser === undefined) throw new Error(noBrowser);
try {
  // 1200 × 750 pixels of a window that is wide enough for all three columns.
  const viewport = { width: 1440, height: 900 };
  const tab = await browser.newPage({ viewport, deviceScaleFactor: 1200 / viewport.width });
  await tab.goto(`${served.url}packages/finicity-client/docs/AuthenticationApi.html#createtoken`, {
    waitUntil: 'networkidle',
  });
  await tab.screenshot({ path: join(repositoryRoot, 'docs/images/site.png') });
} finally {
  await browser.close();
  await served.close();
}
