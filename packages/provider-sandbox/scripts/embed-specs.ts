import { fileURLToPath } from 'node:url';
import { writeGenerated } from './generated.js';

// `npm run embed-specs`: writes what the package carries of specs/*.yaml, and its lists of providers.
await writeGenerated(fileURLToPath(new URL('..', import.meta.url)));
