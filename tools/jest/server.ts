import { type SetupServer, setupServer } from 'msw/node';

/** Answers the requests of a test: `server.use(http.get(…))`. What no handler answers fails. */
export const server: SetupServer = setupServer();
