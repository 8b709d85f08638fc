import { header, json, jsonBody, none, type Operation, outcomeUnknown } from '../../src/index.js';

// biome-ignore lint/suspicious/noExplicitAny: the tables mix operations, whose requests and results differ
export type AnyOperation = Operation<any, any, any>;

const servers = [{ url: 'https://api.invalid' }];

export const getThing: AnyOperation = {
  id: 'getThing',
  method: 'GET',
  path: '/thing',
  servers,
  accept: 'application/json',
  responses: { 200: json, default: json },
};

export const replaceThing: AnyOperation = {
  ...getThing,
  id: 'replaceThing',
  method: 'PUT',
  params: [{ encode: header, key: 'idempotencyKey', name: 'Idempotency-Key' }],
  body: { encode: jsonBody, type: 'application/json', required: true },
};

/** Sent twice, it may have its effect twice, unless there is an Idempotency-Key. */
export const makeThing: AnyOperation = {
  ...replaceThing,
  id: 'makeThing',
  method: 'POST',
  onOutcomeUnknown: outcomeUnknown,
};

export const lookAtThing: AnyOperation = { ...getThing, id: 'lookAtThing', method: 'HEAD' };

/** Its answer has no body by the description. */
export const touchThing: AnyOperation = {
  ...getThing,
  id: 'touchThing',
  method: 'PUT',
  responses: { 200: none, default: json },
};
