export * from '../../entrances/entry.js';
export * from './exports.js';
export { ploHandlers } from './msw.js';
