import page from '../../build/page.json' with { type: 'json' };
import type { SandboxAnswer, SandboxRequest } from '../core/provider.js';
import { harOf } from '../journal/har.js';
import type { Journal } from '../journal/journal.js';
import { ownAnswer } from './messages.js';

/**
 * Nothing but what the sandbox itself serves, no text that becomes markup, and nothing within another page: that could
 * have its buttons clicked.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const pageHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer',
};

const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/_sandbox/page.css': ['text/css; charset=utf-8', page.css],
  '/_sandbox/page.js': ['text/javascript; charset=utf-8', page.js],
};

/**
 * Answers what the page asks for besides the control calls:
 *
 * - `GET /` of a browser, and the two files that the page is made of
 * - `GET /_sandbox/calls` and `/_sandbox/calls/{id}`: the calls in short, and one with request and response
 * - `GET /_sandbox/har`: all of them as HAR 1.2
 *
 * HEAD is answered as GET is.
 *
 * @returns `undefined` for a request of another kind.
 */
export async function pageCall(
  { method, path, headers }: SandboxRequest,
  journal: Journal,
): Promise<SandboxAnswer | undefined> {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (path === '/' && headers.get('accept')?.includes('text/html') === true) {
    return ownAnswer('text/html; charset=utf-8', page.html, { headers: pageHeaders });
  }
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file !== undefined) return ownAnswer(...file);
  if (path === '/_sandbox/calls') return json(200, { calls: journal.calls() });
  if (path === '/_sandbox/har') {
    const har = harOf(await journal.entries(), `http://${headers.get('host') ?? 'localhost'}`);
    return json(200, har, { 'content-disposition': 'attachment; filename="sandbox.har"' });
  }
  const [, id] = /^\/_sandbox\/calls\/(\d{1,15})$/.exec(path) ?? [];
  if (id === undefined) return undefined;
  const entry = await journal.entry(Number(id));
  if (entry !== undefined) return json(200, entry);
  return json(404, { error: `There is no call ${id}, or it was too long ago`, code: 'call_unknown' });
}

function json(status: number, value: object, headers: SandboxAnswer['headers'] = {}): SandboxAnswer {
  const body = `${JSON.stringify(value)}\n`;
  return ownAnswer('application/json; charset=utf-8', body, { status, headers });
}
