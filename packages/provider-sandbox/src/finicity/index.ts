export * from '../handlers/entry.js';
export { finicityHandlers } from '../handlers/finicity.js';
export * from './exports.js';
