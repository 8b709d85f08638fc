export { commerceConnectHandlers } from '../handlers/commerce-connect.js';
export * from '../handlers/entry.js';
export * from './exports.js';
