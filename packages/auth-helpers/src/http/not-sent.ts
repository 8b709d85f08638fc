/**
 * What platforms say when no connection came about, so that nothing can have been sent. It is a list of what is known,
 * and not of what looks alike: an error that is not on it may come after the request was written. Browsers and workerd
 * say the same of both, so nothing of theirs is here.
 */
const codes: readonly string[] = [
  // Connecting, and looking up the name.
  'ECONNREFUSED EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN EADDRNOTAVAIL EAFNOSUPPORT ENOTFOUND ENODATA',
  'ESERVFAIL ENONAME EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME',
  // undici; a proxy that refuses the tunnel; Bun, older and newer.
  'UND_ERR_CONNECT_TIMEOUT UND_ERR_INVALID_ARG UND_ERR_PRX_TLS ConnectionRefused FailedToOpenSocket',
  // The request itself: an address, a scheme or a header that cannot be used.
  'ERR_INVALID_URL ERR_INVALID_ARG_VALUE ERR_INVALID_PROTOCOL ERR_INVALID_CHAR',
  // The certificate does not prove who answers: the verify codes of OpenSSL and BoringSSL (X509_V_ERR_…).
  'UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY CERT_SIGNATURE_FAILURE UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_CRL_ISSUER UNABLE_TO_DECRYPT_CRL_SIGNATURE DIFFERENT_CRL_SCOPE CRL_SIGNATURE_FAILURE',
  'CRL_NOT_YET_VALID CRL_HAS_EXPIRED CRL_PATH_VALIDATION_ERROR ERROR_IN_CRL_LAST_UPDATE_FIELD',
  'ERROR_IN_CRL_NEXT_UPDATE_FIELD KEYUSAGE_NO_CRL_SIGN CERT_NOT_YET_VALID CERT_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN CERT_CHAIN_TOO_LONG PATH_LENGTH_EXCEEDED CERT_REVOKED CERT_UNTRUSTED CERT_REJECTED',
  'INVALID_CA INVALID_NON_CA INVALID_PURPOSE INVALID_EXTENSION UNHANDLED_CRITICAL_EXTENSION KEYUSAGE_NO_CERTSIGN',
  'SUBJECT_ISSUER_MISMATCH AKID_SKID_MISMATCH AKID_ISSUER_SERIAL_MISMATCH PERMITTED_VIOLATION EXCLUDED_VIOLATION',
  'HOSTNAME_MISMATCH EMAIL_MISMATCH IP_ADDRESS_MISMATCH CERT_SIGNATURE_ALGORITHM_UNSUPPORTED EE_KEY_TOO_SMALL',
  'CA_KEY_TOO_SMALL CA_MD_TOO_WEAK OCSP_VERIFY_NEEDED OCSP_VERIFY_FAILED',
  // Node: `UNSPECIFIED` is a verify code that it has no name for.
  'UNSPECIFIED ERR_TLS_CERT_ALTNAME_INVALID ERR_TLS_CERT_ALTNAME_FORMAT ERR_TLS_DH_PARAM_SIZE',
  'ERR_TLS_CERT_SIGNATURE_ALGORITHM_UNSUPPORTED',
  // The handshake fails. Other `ERR_SSL_…`, such as a bad record or an unexpected end, can come after it as well.
  'EPROTO ERR_TLS_HANDSHAKE_TIMEOUT ERR_TLS_INVALID_PROTOCOL_VERSION ERR_TLS_INVALID_CONTEXT',
  'ERR_TLS_PROTOCOL_VERSION_CONFLICT ERR_TLS_REQUIRED_SERVER_NAME ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_UNSUPPORTED_PROTOCOL ERR_SSL_VERSION_TOO_LOW',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG ERR_SSL_HTTP_REQUEST ERR_SSL_HTTPS_PROXY_REQUEST ERR_SSL_NO_CIPHERS_AVAILABLE',
  'ERR_SSL_NO_CIPHER_MATCH ERR_SSL_NO_SUITABLE_KEY_SHARE ERR_SSL_DH_KEY_TOO_SMALL ERR_SSL_EE_KEY_TOO_SMALL',
  'ERR_SSL_CA_MD_TOO_WEAK ERR_SSL_BAD_ECPOINT ERR_SSL_WRONG_SIGNATURE_TYPE ERR_SSL_WRONG_CIPHER_RETURNED',
  'ERR_SSL_CERTIFICATE_VERIFY_FAILED ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED ERR_SSL_INAPPROPRIATE_FALLBACK',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY ERR_SSL_TLSV1_ALERT_INAPPROPRIATE_FALLBACK',
  'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL ERR_SSL_TLSV1_UNRECOGNIZED_NAME ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
  'ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR',
  // The provider wants a certificate of the client, or another one: it reads nothing until it has it.
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED',
  'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
];

/** As OpenSSL 3.2 and newer write what was `SSLV3_ALERT`. */
const newerAlerts = 'SSL/TLS_ALERT';

/** Of Node: in it, whatever the code, nothing has been written yet. */
const earlySyscalls: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo', 'socket', 'bind']);

/**
 * Where a platform has no code. Each matches what the platform puts around a URL, never what can be in one: Deno quotes
 * it, with blanks as `%20`.
 */
const words: readonly RegExp[] = [
  // Node
  /^bad port$/,
  /^unknown scheme$/,
  /^(?:Client network socket disconnected|The socket was closed) before secure TLS connection was established$/,
  // Deno, of which `(SendRequest)` is what may have been sent
  /: client error \(Connect\)(?:: |$)/,
  /^Fetch failed: Requests to port \d+ are blocked$/,
  /^Url scheme '[\w+.-]*' not supported$/,
  // workerd
  /^Fetch API cannot load: /,
  // Deno and workerd
  /^Invalid URL\b/,
];

/** Of Deno: the program may not use the network, or not that host. */
const names: ReadonlySet<unknown> = new Set(['NotCapable', 'PermissionDenied']);

/** `fetch failed` is the outermost, then comes what failed; more would be a circle. */
const MAX_DEPTH = 4;

/**
 * Whether what `fetch` threw proves that nothing was sent. Of an error that has a code, the code decides, also against
 * its causes, which may be those of an earlier attempt.
 */
export function wasNotSent(thrown: unknown, depth = 0): boolean {
  const { name, code, syscall, message, errors, cause } = Object(thrown);
  if (names.has(name)) return true;
  if (earlySyscalls.has(syscall)) return true;
  // While it was read from or written to, the same codes come from routers on the way.
  if (typeof syscall === 'string') return false;
  // The attempts of Node, where a name has several addresses.
  if (Array.isArray(errors) && errors.length > 0) {
    return depth < MAX_DEPTH && errors.every((error) => wasNotSent(error, depth + 1));
  }
  if (words.some((pattern) => pattern.test(`${message}`))) return true;
  if (typeof code === 'string') return isOnList(code.replace(newerAlerts, 'SSLV3_ALERT'));
  return cause !== undefined && depth < MAX_DEPTH && wasNotSent(cause, depth + 1);
}

/** Split when it is asked: to load this module is to do nothing, so that a bundler can leave it out. */
function isOnList(code: string): boolean {
  return codes.some((line) => line.split(' ').includes(code));
}
