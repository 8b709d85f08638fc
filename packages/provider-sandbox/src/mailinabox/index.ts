export * from '../handlers/entry.js';
export { mailinaboxHandlers } from '../handlers/mailinabox.js';
export * from './exports.js';
