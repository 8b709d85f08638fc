import { fileURLToPath } from 'node:url';
import { embeddedPage } from './embedded-page.js';
import { writeIfOther } from './write-if-other.js';

// `npm run embed-page`: writes the page that the package serves. To be run after a change in src/page.
const source = fileURLToPath(new URL('../src/', import.meta.url));
await writeIfOther(`${source}generated/page.json`, embeddedPage(`${source}page`));
