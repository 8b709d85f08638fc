export * from '../../entrances/entry.js';
export * from './exports.js';
export { mailinaboxHandlers } from './msw.js';
