import type { Vocabulary } from '../core/provider.js';
import {
  isHarmlessHeader,
  isHarmlessNumber,
  isHarmlessText,
  isHeaderName,
  isKnownName,
  type Place,
} from './harmless.js';
import { isPublicProse } from './public-words.js';
import { isSecretName } from './secret-names.js';

/** A body is kept up to this length, in UTF-16 units: what is above it is a fault of the sandbox, not of a vendor. */
export const keptCharacters = 65_536;

/** What stands in the place of all that is not known to be harmless, names too. */
export const redacted = '[redacted]';

/** For calls of what has no description: nothing is known of them. */
export const noVocabulary: Vocabulary = {
  names: new Set(),
  describes: () => undefined,
  segments: new Set(),
};

type Pairs = readonly (readonly [name: string, value: string])[];

const formType = /^application\/x-www-form-urlencoded\b/i;
const methods = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

export function shownMethod(method: string): string {
  return methods.test(method) ? method : redacted;
}

/**
 * A path without what is not known: of a path of the description the fixed segments and ids of digits, of another one the
 * segments that some path of the description has.
 *
 * @param template Of the operation, where there is one.
 */
export function shownPath(vocabulary: Vocabulary, path: string, template: string | undefined): string {
  const asked = path.split('/');
  const known = template?.split('/') ?? [];
  const segments = asked.map((segment, index) => {
    const [, parameter] = /^\{(.+)\}$/.exec(known[index] ?? '') ?? [];
    const isShown =
      parameter === undefined
        ? segment === '' || segment === known[index] || vocabulary.segments.has(segment)
        : isHarmlessText(vocabulary, parameter, segment, 'path');
    return isShown ? segment : encodeURIComponent(redacted);
  });
  return segments.join('/');
}

/** Of `authorization` the scheme stays: whether it is there and of the right kind is what one looks for. */
export function shownHeaders(
  vocabulary: Vocabulary,
  headers: Iterable<readonly [string, string]>,
  place: Place = 'header',
): Pairs {
  return [...headers].map(([given, value]) => {
    const name = given.toLowerCase();
    if (name === 'authorization') {
      const [, scheme] = /^(Basic|Bearer|OAuth|Digest) +\S/.exec(value) ?? [];
      return [given, scheme === undefined ? redacted : `${scheme} ${redacted}`];
    }
    const isReason = name === 'x-reason' && place === 'response' && isPublicProse(value, vocabulary.names);
    const isHarmless =
      isReason || isHarmlessHeader(name, value) || isHarmlessText(vocabulary, name, value, 'header');
    const isNamed = isHeaderName(name) || vocabulary.describes(name) !== undefined;
    return [isNamed ? given : redacted, isNamed && isHarmless ? value : redacted];
  });
}

/** Of the parameters of a query or a form. */
export function shownParameters(vocabulary: Vocabulary, pairs: Iterable<readonly [string, string]>): Pairs {
  return [...pairs].map(([name, value]) => [
    isKnownName(vocabulary, name) ? name : redacted,
    isHarmlessText(vocabulary, name, value, 'parameter') ? value : redacted,
  ]);
}

/** What is kept of a body, or of what was encrypted in it: its beginning, of which only the harmless is shown. */
export function keptText(vocabulary: Vocabulary, text: string, mediaType: string, place: Place): string {
  const kept = shownBody(vocabulary, text, mediaType, place).slice(0, keptCharacters);
  // Copied: a part of a text that V8 makes keeps the whole of it in memory.
  return text.length > keptCharacters ? Buffer.from(kept, 'utf16le').toString('utf16le') : kept;
}

/** Of JSON and forms the names and values that are harmless; of anything else nothing, but messages of the sandbox. */
export function shownBody(vocabulary: Vocabulary, body: string, mediaType: string, place: Place): string {
  // An error thrown and caught takes longer than all the rest.
  if (body === '') return '';
  if (formType.test(mediaType)) return shownForm(vocabulary, body);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Mail-in-a-Box takes a form that says nothing of its type.
    if (mediaType === '' && /^[^\s{[<=]+=/.test(body)) return shownForm(vocabulary, body);
    return place === 'response' && isPublicProse(body, vocabulary.names) ? body : redacted;
  }
  try {
    return JSON.stringify(shownValue(vocabulary, value, { name: '', isInSecret: false, place }));
  } catch (error) {
    // Too deep to look through.
    if (error instanceof RangeError) return redacted;
    throw error;
  }
}

function shownForm(vocabulary: Vocabulary, body: string): string {
  const pairs = shownParameters(vocabulary, new URLSearchParams(body));
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
}

interface Spot {
  /** Of the member that has the value, or the list with it; `''` for none. */
  readonly name: string;
  readonly isInSecret: boolean;
  readonly place: Place;
}

function shownValue(vocabulary: Vocabulary, value: unknown, spot: Spot): unknown {
  if (Array.isArray(value)) return value.map((item) => shownValue(vocabulary, item, spot));
  if (typeof value === 'object' && value !== null) return shownObject(vocabulary, value, spot);
  if (value === null || typeof value === 'boolean') return value;
  const { name, isInSecret, place } = spot;
  const isHarmless =
    typeof value === 'number'
      ? isHarmlessNumber(vocabulary, name, value, place)
      : isHarmlessText(vocabulary, name, value as string, place);
  return isHarmless && !isInSecret ? value : redacted;
}

/** Names that are not known are told apart by numbers. */
function shownObject(vocabulary: Vocabulary, value: object, spot: Spot): object {
  let unknown = 0;
  const members = Object.entries(value).map(([name, its]): [string, unknown] => {
    const isKnown = isKnownName(vocabulary, name);
    if (!isKnown) unknown += 1;
    const isInSecret = spot.isInSecret || isSecretName(name);
    const shownName = isKnown ? name : unknown === 1 ? redacted : `${redacted} ${unknown}`;
    return [shownName, shownValue(vocabulary, its, { ...spot, name, isInSecret })];
  });
  return Object.fromEntries(members);
}
