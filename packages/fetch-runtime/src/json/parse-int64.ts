/** An integer beyond 1 000 digits is refused: making a bigint of one takes time that grows with its square. */
const LONGEST_INTEGER = 1_000;

/**
 * `JSON.parse`, with integers beyond ±(2^53 - 1) as `bigint`. Numbers with a fraction or an exponent stay `number`.
 *
 * The text is looked at again only where such a number came of it. On the way it is the string `#digits`. Strings that
 * begin with `#`, or with an escape that may stand for it, get `##` before them, so that no string of the server can be
 * taken for a number.
 *
 * @throws SyntaxError for invalid JSON, RangeError for an integer of more than 1 000 digits.
 */
export function parseInt64(text: string): unknown {
  // First as it is: what follows may rely on valid JSON.
  const plain: unknown = JSON.parse(text);
  if (!holdsUnsafe(plain)) return plain;
  // Sticky, and with something for every character: nothing is looked at from two places.
  const marked = text.replace(
    /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|-?\d[\d.eE+-]*|[^"\d-]+/gy,
    (token, content: string | undefined, colon: string | undefined) => {
      if (content !== undefined) {
        return colon === undefined && /^[#\\]/.test(content) ? `"##${content}"` : token;
      }
      if (!/^-?\d{16,}$/.test(token) || Number.isSafeInteger(Number(token))) return token;
      if (token.length > LONGEST_INTEGER) throw new RangeError('An integer is too long');
      return `"#${token}"`;
    },
  );
  const root: unknown[] = [JSON.parse(marked)];
  unmark(root);
  return root[0];
}

/** Whether there may be an integer that `number` cannot hold. Without recursion, as is `unmark`: nesting has no limit. */
function holdsUnsafe(root: unknown): boolean {
  const open: object[] = [[root]];
  const isUnsafe = (member: unknown): boolean => {
    if (typeof member === 'object' && member !== null) open.push(member);
    return typeof member === 'number' && !(Math.abs(member) <= Number.MAX_SAFE_INTEGER);
  };
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    if (Array.isArray(holder)) {
      if (holder.some(isUnsafe)) return true;
    } else for (const key in holder) if (isUnsafe((holder as Record<string, unknown>)[key])) return true;
  }
  return false;
}

/** Puts the integers in the places of their marks. */
function unmark(root: object): void {
  const open = [root];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const [key, member] of Object.entries(holder)) {
      if (typeof member === 'object' && member !== null) open.push(member);
      if (typeof member !== 'string' || !member.startsWith('#')) continue;
      const value = member.startsWith('##') ? member.slice(2) : BigInt(member.slice(1));
      (holder as Record<string, unknown>)[key] = value;
    }
  }
}
