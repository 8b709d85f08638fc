export * from '../../entrances/entry.js';
export * from './exports.js';
export { commerceConnectHandlers } from './msw.js';
