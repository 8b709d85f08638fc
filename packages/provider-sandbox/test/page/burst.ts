// Prints how the page in Chromium keeps up with 1,000 calls in a burst: `npx tsx test/page/burst.ts` in this package.
import { openChromium } from '../../../../tools/src/shared/chromium.js';
import { noBrowser } from '../../../../tools/test/browser.js';
import { startSandbox } from '../../src/entrances/http/start.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';

const calls = 1_000;
const atOnce = 20;

const server = await startSandbox({ ...sandboxProviders(), port: 0 });
const browser = await openChromium();
try {
  if (browser === undefined) throw new Error(noBrowser);
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(server.url);
  await page.getByText('Live', { exact: true }).waitFor();
  for (const round of [1, 2, 3]) {
    const marks = page.evaluate(watched);
    const startMs = Date.now();
    await burst();
    await fetch(`${server.basePath('plo')}/last-${round}`);
    const sentMs = Date.now();
    const { seenMs, longestTaskMs, changes } = await marks;
    console.log(
      `round ${round}: ${calls} calls in ${sentMs - startMs} ms; the last is shown ${seenMs - sentMs} ms after its answer; ` +
        `longest task of the page ${Math.round(longestTaskMs)} ms, ${changes} changes of the table`,
    );
  }
} finally {
  await browser?.close();
  await server.close();
}

async function burst(): Promise<void> {
  let left = calls - 1;
  const url = `${server.basePath('finicity')}/aggregation/v1/customers/7`;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await (await fetch(url)).text();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** In the page: waits for the row of the call that ends a burst, the next of its kind, until it is painted. */
function watched(): Promise<{ seenMs: number; longestTaskMs: number; changes: number }> {
  let [longestTaskMs, changes] = [0, 0];
  const rows = document.getElementById('calls')!;
  const before = rows.querySelector('button')?.textContent;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  }).observe({ entryTypes: ['longtask'] });
  return new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      changes += 1;
      const first = rows.querySelector('button')?.textContent ?? '';
      if (!first.includes('/last-') || first === before) return;
      observer.disconnect();
      requestAnimationFrame(() =>
        setTimeout(() => {
          const seenMs = Date.now();
          // Long tasks are told of a little later.
          setTimeout(() => resolve({ seenMs, longestTaskMs, changes }), 200);
        }),
      );
    }).observe(rows, { childList: true });
  });
}
