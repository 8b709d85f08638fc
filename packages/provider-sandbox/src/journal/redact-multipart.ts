import { redacted, redactedProse } from './redact-url.js';
import { isSecretParameter } from './secret-names.js';

const END_OF_HEADERS = '\r\n\r\n';

/**
 * A multipart form (RFC 7578) without the values of secret fields. Of what is none, and of a part that does not tell its
 * name, nothing is kept.
 */
export function redactedMultipart(body: string): string {
  const [delimiter = ''] = body.split('\r\n', 1);
  if (!delimiter.startsWith('--') || delimiter.length < 3) return redacted;
  const parts = body.split(delimiter).slice(1);
  return parts.map((part) => `${delimiter}${redactedPart(part)}`).join('');
}

function redactedPart(part: string): string {
  const end = part.indexOf(END_OF_HEADERS);
  // What follows the last delimiter.
  if (end < 0) return /^(?:--)?\s*$/.test(part) ? part : `\r\n${redacted}\r\n`;
  const [headers, value] = [part.slice(0, end), part.slice(end + END_OF_HEADERS.length)];
  const [, name] = /\bname="([^"]*)"/i.exec(headers) ?? [];
  const isSecret = name === undefined || isSecretParameter(name);
  return `${redactedProse(headers)}${END_OF_HEADERS}${isSecret ? `${redacted}\r\n` : redactedProse(value)}`;
}
