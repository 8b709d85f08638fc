export { RecordError } from '../../journal/recordable.js';
export type { Recording } from '../../journal/recorder.js';
export { type SandboxServer, type ServerOptions, startSandbox } from './start.js';
export { SandboxStartError, type StartErrorCode } from './start-error.js';
