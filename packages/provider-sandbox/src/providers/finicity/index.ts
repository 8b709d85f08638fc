export * from '../../entrances/entry.js';
export * from './exports.js';
export { finicityHandlers } from './msw.js';
