export { SandboxStartError, type StartErrorCode } from './listen.js';
export { type SandboxServer, type ServerOptions, startSandbox } from './start.js';
