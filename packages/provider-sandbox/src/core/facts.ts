import type { Provider } from './provider.js';

/** One thing that may be seen of a provider. */
export interface Fact {
  readonly name: string;
  readonly text: string;
  /** What the text counts, one by one. */
  readonly items?: readonly string[];
  /** It keeps calls from working. */
  readonly isBad?: boolean;
}

/** What the page says of one provider. Runs in a browser: it imports types and numbers of its provider alone. */
export interface ProviderPage<P extends Provider = Provider> {
  /** What people call it. */
  readonly title: string;
  /** What the button of each action says. */
  readonly actions: Readonly<Record<keyof P['actions'], string>>;
  /** The members of the state that `facts` tells of; the others are shown as they are. */
  readonly tells: readonly string[];
  /** How its state reads. */
  facts(state: ReturnType<P['state']>, nowMs: number): Fact[];
}

/** How long something still lasts, rounded down: in minutes up to three hours, in hours up to three days, in days. */
export function lifeInWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 180) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 72 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

/** `counted(2, 'call')` is "2 calls". */
export function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Says of a list that is shortened that it is: `30; the last 20:` where 20 of 30 are listed. */
export function withLast(text: string, count: number, listed: number): string {
  return listed < count ? `${text}; the last ${listed}:` : text;
}

/** Of a token or key what may be shown: enough to tell two of them apart, its first four characters. */
export function shortened(secret: string): string {
  return `${secret.slice(0, 4)}…`;
}
