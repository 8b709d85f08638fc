import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { builtPage } from './page.js';
import { writeIfOther } from './write-if-other.js';

// A step of `npm run build`: makes the page that the server carries.
const root = fileURLToPath(new URL('../', import.meta.url));
await mkdir(`${root}build`, { recursive: true });
await writeIfOther(`${root}build/page.json`, builtPage(`${root}src/page`));
