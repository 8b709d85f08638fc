import { counted, type Fact } from '../core/facts.js';
import { timeOf } from './element.js';
import { pageOf } from './words.js';

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
