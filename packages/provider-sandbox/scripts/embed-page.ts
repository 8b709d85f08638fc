import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { embeddedPage } from './embedded-page.js';

/** Writes the page that the package serves. Run it after a change in src/page/client, in this package: `npx tsx scripts/embed-page.ts`. */
const folder = fileURLToPath(new URL('../src/page/client', import.meta.url));
writeFileSync(new URL('../src/generated/page.json', import.meta.url), embeddedPage(folder));
