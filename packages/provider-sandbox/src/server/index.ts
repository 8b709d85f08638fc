export { RecordError } from '../journal/recordable.js';
export type { Recording } from '../journal/recorder.js';
export { SandboxStartError, type StartErrorCode } from './listen.js';
export { type SandboxServer, type ServerOptions, startSandbox } from './start.js';
