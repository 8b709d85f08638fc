export * from '../handlers/entry.js';
export { ploHandlers } from '../handlers/plo.js';
export * from './exports.js';
