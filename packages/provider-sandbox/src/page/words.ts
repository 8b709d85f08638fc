import { counted, type Fact, type ProviderPage } from '../core/facts.js';
import { pages } from '../generated/pages.js';
import { timeOf } from './element.js';

/** What the page says instead of the names that the control calls have. A name without words is shown as it is. */
type Words = Readonly<Record<string, string>>;

const faultTitles: Words = {
  delay: 'A late response',
  'status-408': '408 Request Timeout',
  'status-429': '429 Too Many Requests',
  'status-500': '500 Internal Server Error',
  'status-502': '502 Bad Gateway',
  'status-503': '503 Service Unavailable',
  'status-504': '504 Gateway Timeout',
  'cut-before': 'No response: connection cut before it',
  'cut-during': 'Half a response: connection cut in the body',
  'cut-after': 'A response without end: connection cut after the body',
  'truncated-json': 'JSON that stops half-way',
  html: '200 with a page of HTML',
  'slow-body': 'A slow body',
  'wrong-type': 'A wrong Content-Type',
  'oversized-error': '500 with many bytes',
  duplicate: 'The request delivered twice',
};

export function providerInWords(provider: string): string {
  return pageOf(provider)?.title ?? provider;
}

/** @returns `undefined` for an action that has none. */
export function actionInWords(provider: string, action: string): string | undefined {
  return wordsIn(pageOf(provider)?.actions ?? {}, action);
}

/** What a provider has written for the page. @returns `undefined` for one that is not known. */
export function pageOf(provider: string): ProviderPage | undefined {
  return Object.hasOwn(pages, provider) ? pages[provider] : undefined;
}

/** What the form calls a fault. @returns `undefined` for a fault without a title. */
export function faultTitle(fault: string): string | undefined {
  return wordsIn(faultTitles, fault);
}

function wordsIn(words: Words, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

/** What the state of a provider says, in words; what has no words yet is there by its name. */
export function factsOf(
  provider: string,
  state: Readonly<Record<string, unknown>>,
  nowMs: number,
): readonly Fact[] {
  const page = pageOf(provider);
  const others = Object.entries(state).filter(([name]) => page?.tells.includes(name) !== true);
  return [...(page?.facts(state, nowMs) ?? []), ...others.map(([name, value]) => plainFact(name, value))];
}

/** `openOrders` is "Open orders"; the unit of a time is shown by its value. */
function plainFact(name: string, value: unknown): Fact {
  const words = name.replace(/Ms$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  if (!Array.isArray(value)) return { name: title, text: plain(name, value) };
  return { name: title, text: counted(value.length, 'item'), items: value.map((item) => plain('', item)) };
}

function plain(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return /(At|Until)Ms$/.test(name) ? timeOf(value) : `${value}`;
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'object') return `${value}`;
  const members = Object.entries(value).map(([member, of]) => `${member} ${plain(member, of)}`);
  return members.join(', ');
}
