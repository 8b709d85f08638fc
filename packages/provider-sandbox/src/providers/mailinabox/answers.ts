import type { ReadonlyHeaders, SandboxAnswer } from '../../core/provider.js';

const HTML = 'text/html; charset=utf-8';

/** What the daemon's functions return as text, it sends as HTML. */
export function html(status: number, body: string): SandboxAnswer {
  return { status, headers: { 'content-type': HTML }, body };
}

/** For those who want no HTML. */
export function text(status: number, body: string): SandboxAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** In lines, members in the order of their names, and in ASCII: as the daemon writes it. */
export function json(status: number, value: unknown): SandboxAnswer {
  return jsonText(status, inAscii(JSON.stringify(sorted(value), undefined, 2)));
}

function jsonText(status: number, text: string): SandboxAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: `${text}\n` };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

function inAscii(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A call of somebody who is not known, or no administrator. */
export function refusal(headers: ReadonlyHeaders, reason: string): SandboxAnswer {
  const isXhr = headers.get('x-requested-with') === 'XMLHttpRequest';
  const accept = headers.get('accept') ?? '';
  const status = isXhr ? 403 : 401;
  const body =
    accept === '' || accept === '*/*'
      ? text(status, `${reason}\n`)
      : jsonText(status, `{"status": "error", "reason": ${inAscii(JSON.stringify(reason))}}`);
  // A browser that sees the challenge would ask its user for a password.
  if (isXhr) return body;
  const challenge = { 'www-authenticate': `Basic realm="${REALM}"`, 'x-reason': reason };
  return { ...body, headers: { ...body.headers, ...challenge } };
}

const REALM = 'Mail-in-a-Box Management Server';

/** @param methods Those that the path has; none: there is no such path. */
export function notRouted(methods: readonly string[]): SandboxAnswer {
  if (methods.length === 0) return page(404, 'Not Found');
  const { headers, ...answer } = page(405, 'Method Not Allowed');
  return { ...answer, headers: { ...headers, allow: [...new Set(methods)].sort().join(', ') } };
}

/** The page of an exception in the daemon. */
export const internalServerError: SandboxAnswer = page(500, 'Internal Server Error');

/** The page of the web server in front, when the daemon does not answer. */
export const badGateway: SandboxAnswer = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: [
    '<html>',
    '<head><title>502 Bad Gateway</title></head>',
    '<body>',
    '<center><h1>502 Bad Gateway</h1></center>',
    '<hr><center>nginx</center>',
    '</body>',
    '</html>\n',
  ].join('\r\n'),
};

function page(status: number, title: string): SandboxAnswer {
  return html(
    status,
    `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n`,
  );
}
