export type FetchErrorCode = 'aborted' | 'connection' | 'dns' | 'network' | 'timeout' | 'tls';

/** What fetch of Node, Deno, Bun and workers says, in a name, a system code or words. Browsers say nothing. */
export function fetchErrorCode(name: string, words: string, fallback: FetchErrorCode): FetchErrorCode {
  if (name === 'TimeoutError') return 'timeout';
  // The reason of a caller who aborts may say anything: it is no word of the platform.
  if (name === 'AbortError' || fallback === 'aborted') return 'aborted';
  const text = words.replace(/:\/\/\S*/g, '');
  if (/ENOTFOUND|EAI_|dns error/.test(text)) return 'dns';
  if (/CERT|ERR_TLS|ERR_SSL|EPROTO|certificate|secure TLS/.test(text)) return 'tls';
  return /refused|connect E|CONNECT_TIMEOUT|FailedToOpen/i.test(text) ? 'connection' : fallback;
}

/**
 * Name, code and words of a cause. Its other members, a URL, and words without a code may quote request or answer.
 *
 * @param words gets all that is said by it and by its own causes, which may lead round in a circle.
 */
export function quiet(cause: unknown, words: string[]): Error {
  try {
    return copied(cause, words);
  } catch {
    // Anything can be thrown: a member that is a symbol, a getter that throws, a proxy that is revoked.
    return new Error('not shown, as it is no text');
  }
}

function copied(cause: unknown, words: string[]): Error {
  const said: Readonly<Record<string, unknown>> = Object(
    typeof cause === 'string' ? { message: cause } : cause,
  );
  const { name, code, message, errors, cause: inner, isOfBody } = said;
  // What the source of the body says is no word of the connection.
  if (isOfBody === true) return quiet(inner, []);
  // `errors` are Node's attempts to connect, where a name has several addresses.
  words.push(`${code} ${message} ${errors}`);
  // WebKit and Bun put a header's value in single quotes, after a colon; a name of theirs stands before one.
  const isQuoting = (code === undefined ? /:\/\/|"|: ?['‘“]|URL/ : /:\/\//).test(`${message}`);
  const text = isQuoting ? 'not shown, as it quotes the request' : `${message}`;
  const copy = new Error(
    text,
    inner === undefined || words.length > 9 ? undefined : { cause: quiet(inner, words) },
  );
  return Object.assign(copy, { name: word(name), code: word(code), stack: `${word(name)}: ${text}` });
}

/** Names and codes of platforms have no digits: what has may be a key that somebody has put there. */
function word(text: unknown): string {
  return (/^(ERR_\w+|\D{1,60}|\d{1,3})$/.test(`${text}`) ? text : '') as string;
}
