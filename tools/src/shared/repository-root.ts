import { fileURLToPath } from 'node:url';

/** The root of this repository: an absolute path. */
export const repositoryRoot: string = fileURLToPath(new URL('../../..', import.meta.url));
