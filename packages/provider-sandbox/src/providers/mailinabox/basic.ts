/** What a request says who sends it. */
interface Credentials {
  readonly user: string;
  readonly secret: string;
}

/**
 * Reads `Authorization` as the daemon does: stricter than RFC 7617 with the scheme's capital and with ASCII.
 *
 * @returns credentials, or the daemon's reason why there are none.
 */
export function basicCredentials(header: string | null): Credentials | string {
  const [, encoded] = /^Basic\s+(\S.*)$/.exec(header ?? '') ?? [];
  if (encoded === undefined) return AUTHORIZATION_INVALID;
  // Python passes over what is no base64, and wants the padding that others can do without.
  const [characters = '', padding = ''] = /^([^=]*)(=*)/
    .exec(encoded.replace(/[^A-Za-z\d+/=]/g, ''))!
    .slice(1);
  if ((characters.length + padding.length) % 4 !== 0) return 'Incorrect padding';
  const decoded = atob(characters);
  const position = [...decoded].findIndex((character) => character > '\x7f');
  if (position >= 0) {
    const byte = decoded.charCodeAt(position).toString(16);
    return `'ascii' codec can't decode byte 0x${byte} in position ${position}: ordinal not in range(128)`;
  }
  // The first colon ends the user name: a password may have more.
  const colon = decoded.indexOf(':');
  if (colon <= 0) return AUTHORIZATION_INVALID;
  return { user: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}

const AUTHORIZATION_INVALID = 'Authorization header invalid.';
