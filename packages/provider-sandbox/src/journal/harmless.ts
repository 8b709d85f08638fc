import type { Vocabulary } from '../core/provider.js';
import { isPublicProse } from './public-words.js';
import { isSecretName, isSecretParameter } from './secret-names.js';

/** Where a value stands. What a request has, anybody may have written; a response is in the sandbox's own words. */
export type Place = 'body of a request' | 'header' | 'parameter' | 'path' | 'response';

const date = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const amount = /^-?\d{1,9}(?:\.\d{1,4})?$/;

/** Of ids the sandbox gives out, of which nobody can do anything without a token. */
const idName = /(?:^|[a-z_])(?:id|Id|ID|Ids)$|^FId$/;
/** Of which one is a word of a name: `accountNumber` has the letters of `count`, and is none of an amount. */
const amountWord =
  /^(?:amount|amt|balance|count|items|limit|offset|page|pages|price|size|start|total|ttl)s?$/;
const codeName = /^(?:code|errorCode|reasonCode|ReasonCode|statusCode|status|Code)$/;

/**
 * Whether a text may be shown: **only what is known to be harmless**. That is
 *
 * - what the description itself has as a value of that name: of enumerations, defaults and examples
 * - `true` and `false`, dates where the description has dates, and amounts and ids that are digits alone
 * - in a response also codes of errors, and messages all of whose words are the sandbox's own
 *
 * and nothing of a name that the description does not have, or that stands for a secret or the number of a card, an
 * account or a person. So names, addresses, texts, URLs and ids with letters are not shown.
 */
export function isHarmlessText(vocabulary: Vocabulary, name: string, text: string, place: Place): boolean {
  const described = vocabulary.describes(name);
  if (described === undefined || isDenied(name, place)) return false;
  if (text === '' || /^(?:true|false)$/i.test(text) || described.texts.has(text)) return true;
  if (described.isDate && date.test(text)) return true;
  const isNumber = described.isNumber || isAmountName(name);
  if (isNumber && amount.test(text)) return true;
  if (idName.test(name) && /^\d{1,13}$/.test(text)) return true;
  if (place !== 'response') return false;
  return (codeName.test(name) && /^\d{1,8}$/.test(text)) || isPublicProse(text, vocabulary.names);
}

/** @param name In camel case, with underscores or with dashes. */
function isAmountName(name: string): boolean {
  const words = name.replace(/[a-z\d](?=[A-Z])/g, '$&_').split(/[_-]/);
  return words.some((word) => amountWord.test(word.toLowerCase()));
}

/** Of times in ms since 1970, and of ids. What has more digits may be the number of a card. */
const mostDigits = 13;

/** The same of a number of JSON. */
export function isHarmlessNumber(vocabulary: Vocabulary, name: string, value: number, place: Place): boolean {
  const described = vocabulary.describes(name);
  if (described === undefined || isDenied(name, place)) return false;
  if (!(Math.abs(value) < 10 ** mostDigits)) return false;
  return described.isNumber || (place === 'response' && codeName.test(name));
}

/** Whether a name is public. */
export function isKnownName(vocabulary: Vocabulary, name: string): boolean {
  return vocabulary.names.has(name) || isSecretName(name);
}

function isDenied(name: string, place: Place): boolean {
  return isSecretName(name) || (place !== 'response' && isSecretParameter(name));
}

const mediaType =
  /^(?:\*\/\*|application\/(?:json|problem\+json|x-www-form-urlencoded|octet-stream|pdf|xml|\*)|text\/(?:plain|html|css|csv|xml|\*)|image\/\*)(?:; ?(?:charset=(?:utf-8|us-ascii|iso-8859-1)|q=[01](?:\.\d{1,3})?))*$/i;
const number = /^\d{1,10}$/;
const httpDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

/** Headers of HTTP, and what each item of their lists may be to be shown. Anything else may be a secret. */
const harmless: Readonly<Record<string, RegExp>> = {
  accept: mediaType,
  'accept-encoding': /^(?:gzip|deflate|br|zstd|compress|identity|\*)(?:; ?q=[01](?:\.\d{1,3})?)?$/,
  'accept-language': /^(?:\*|[a-z]{2}(?:-[A-Z]{2})?)(?:; ?q=[01](?:\.\d{1,3})?)?$/,
  allow: /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/,
  'cache-control': /^(?:no-store|no-cache|private|public|must-revalidate|max-age=\d{1,9})$/,
  connection: /^(?:keep-alive|close)$/i,
  'content-encoding': /^(?:gzip|deflate|br|zstd|identity)$/,
  'content-length': number,
  'content-type': mediaType,
  host: /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/,
  pragma: /^no-cache$/,
  'sec-fetch-dest': /^(?:empty|document)$/,
  'sec-fetch-mode': /^(?:cors|no-cors|same-origin|navigate)$/,
  'sec-fetch-site': /^(?:none|same-origin|same-site|cross-site)$/,
  'transfer-encoding': /^chunked$/,
  'user-agent': /^(?:node|undici|Deno\/\d{1,3}(?:\.\d{1,3}){0,2}|Bun\/\d{1,3}(?:\.\d{1,3}){0,2})$/,
  'www-authenticate': /^(?:Basic|Bearer|OAuth)(?: realm="Mail-in-a-Box Management Server")?$/,
  'x-content-type-options': /^nosniff$/,
  'x-requested-with': /^XMLHttpRequest$/,
};

/** They have a comma of their own. */
const dates: ReadonlySet<string> = new Set(['date', 'expires', 'last-modified']);

/** Whose value is never shown, and which it helps to see. */
const named: ReadonlySet<string> = new Set([
  ...'authorization proxy-authorization cookie set-cookie location origin referer etag'.split(' '),
  ...'idempotency-key x-reason retry-after content-disposition x-sandbox-fault'.split(' '),
]);

/** @param name In lower case. */
export function isHeaderName(name: string): boolean {
  return Object.hasOwn(harmless, name) || dates.has(name) || named.has(name) || isSecretName(name);
}

/** Whether a header of HTTP may be shown. @param name In lower case. */
export function isHarmlessHeader(name: string, value: string): boolean {
  if (dates.has(name)) return httpDate.test(value);
  if (name === 'retry-after') return number.test(value) || httpDate.test(value);
  const item = Object.hasOwn(harmless, name) ? harmless[name] : undefined;
  return item !== undefined && value.length <= 500 && value.split(',').every((one) => item.test(one.trim()));
}
