import { isSecretName } from './secret-names.js';

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
  ...'idempotency-key x-reason retry-after content-disposition x-sandbox-manner'.split(' '),
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
