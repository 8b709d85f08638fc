import { fromBase64 } from '../crypto/bytes.js';
import { headerCarrier, type TokenCarrier } from '../token/token-carrier.js';

/**
 * HTTP Basic (RFC 7617) of one user, with the token for a password. The daemon wants the scheme as `Basic`, with a
 * capital.
 *
 * @param user ASCII without a colon, and so must the tokens be ASCII.
 */
export function basicCarrier(user: string): TokenCarrier {
  const header = headerCarrier('Authorization', 'Basic ');
  return {
    read(request) {
      const bytes = fromBase64(header.read(request) ?? '') ?? [];
      const text = String.fromCharCode(...bytes);
      // Of another user, they are not ours.
      return text.startsWith(`${user}:`) ? text.slice(user.length + 1) : undefined;
    },
    write: (request, token) => header.write(request, btoa(`${user}:${token}`)),
  };
}
