/**
 * Stands in a request where a hook will put a secret, and can be sent and printed by anybody. Give it to a client as
 * its API key, password or access token, so that the client asks for nothing else.
 */
export const TOKEN_PLACEHOLDER = '[redacted]';
