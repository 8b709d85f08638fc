import { inspect } from 'node:util';
import {
  apiKey,
  authorize,
  basic,
  bearer,
  cookie,
  header,
  json,
  jsonBody,
  outcomeUnknown,
  type PlainConfiguration,
  pathSimple,
  query,
  type SecurityScheme,
} from '../../src/index.js';
import type { AnyOperation } from './operations.js';

/** Stands wherever a secret may: letters and digits, which no encoder changes. */
export const MARKER = 'Xq7PlantedSecret9Zw';

const scheme = (id: string, credential: SecurityScheme['credential'], encode = header): SecurityScheme => ({
  id,
  credential,
  encode,
  name: `x-${id}`,
});

/** An operation with a place for everything that can be sent. */
export const postEverything: AnyOperation = {
  id: 'postEverything',
  method: 'POST',
  path: '/things/{id}',
  servers: [{ url: 'https://api.invalid' }],
  params: [
    { encode: pathSimple, key: 'id', name: 'id', required: true },
    { encode: query, key: 'filter', name: 'filter' },
    { encode: header, key: 'trace', name: 'X-Trace' },
    { encode: cookie, key: 'visit', name: 'visit' },
  ],
  body: { encode: jsonBody, type: 'application/json' },
  security: [
    [
      scheme('login', basic),
      scheme('token', bearer),
      scheme('inHeader', apiKey),
      scheme('inQuery', apiKey, query),
      scheme('inCookie', apiKey, cookie),
    ],
  ],
  authorize,
  onOutcomeUnknown: outcomeUnknown,
  accept: 'application/json',
  responses: { 200: json, default: json },
};

const { onOutcomeUnknown: _lost, body: _body, ...rest } = postEverything;
export const getEverything: AnyOperation = { ...rest, id: 'getEverything', method: 'GET' };

/** The marker in every value of the request; `body` where the operation has one. */
export function plantedRequest({ method }: AnyOperation): Record<string, unknown> {
  const request = { id: MARKER, filter: MARKER, trace: MARKER, visit: MARKER };
  return method === 'GET' ? request : { ...request, body: { password: MARKER, [MARKER]: 1 } };
}

/** The marker in every credential and in a header. */
export const plantedConfiguration: PlainConfiguration = {
  username: MARKER,
  password: () => MARKER,
  accessToken: MARKER,
  apiKey: { inHeader: MARKER, inQuery: MARKER, inCookie: async () => MARKER },
  headers: { 'X-Tenant': MARKER },
};

const bytes = Buffer.from(MARKER);

/** The marker as itself, in HTTP Basic, and as Node prints bytes. */
const disguises: readonly string[] = [
  MARKER,
  Buffer.from(`${MARKER}:${MARKER}`).toString('base64').slice(0, 24),
  bytes.toString('hex').replace(/..(?=.)/g, '$& '),
  bytes.join(', '),
];

/** Which of `shown` hold the marker, in whatever disguise. */
export function leaks(shown: readonly string[]): readonly string[] {
  return shown.filter((text) => disguises.some((disguise) => text.includes(disguise)));
}

/** Whatever a logger could make of an error, or of anything else: by text, by JSON, member by member, with causes. */
export function everythingShownBy(thing: unknown, seen: Set<unknown> = new Set()): string[] {
  if (typeof thing !== 'object' || thing === null) return [String(thing)];
  if (seen.has(thing)) return [];
  seen.add(thing);
  const { name, message, stack, cause, errors } = thing as Partial<AggregateError>;
  const all = { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity, showHidden: false };
  return [
    ...[name, message, stack].map(String),
    ...(thing instanceof Object ? [String(thing)] : []),
    JSON.stringify(thing) ?? '',
    inspect(thing, all),
    ...Object.keys(thing),
    ...[...Object.values(thing), cause, errors].flatMap((member) => everythingShownBy(member, seen)),
  ];
}
