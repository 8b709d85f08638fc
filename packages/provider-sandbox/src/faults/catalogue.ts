import { hasNullBody, isJson } from '../core/body.js';
import type { SandboxAnswer } from '../core/provider.js';
import type { DeliveredAnswer } from './delivery.js';

/** The answer, with something more that happens on its way. */
export function delivered(answer: DeliveredAnswer, delivery: DeliveredAnswer['delivery']): DeliveredAnswer {
  return { ...answer, delivery: { ...answer.delivery, ...delivery } };
}

/** Another answer in its place, as HTML. What happens on the way stays. */
export function replaced(
  { delivery = {} }: DeliveredAnswer,
  status: number,
  body: string,
  headers: SandboxAnswer['headers'] = {},
): DeliveredAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body, delivery };
}

/** As gateways write it, and not as the provider does. */
function gatewayPage(title: string): string {
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}

/** The first half of a text of JSON. */
export function truncated(body: string): string {
  // The half of any other body may be sound JSON again, as `1` is of `12`.
  return /^\s*[[{]/.test(body) ? body.slice(0, Math.ceil(body.length / 2)) : '{"';
}

/** The answer with a type that is not that of its body. */
function withWrongType(answer: DeliveredAnswer): DeliveredAnswer {
  const type = isJson(answer.headers['content-type'] ?? '')
    ? 'text/plain; charset=utf-8'
    : 'application/json';
  return withBody(answer, answer.body, type);
}

/** 500 in its place, with JSON of so many bytes, or as few as JSON can have. */
function oversizedError(answer: DeliveredAnswer, bytes: number): DeliveredAnswer {
  const frame = JSON.stringify({ message: '' });
  const message = 'x'.repeat(Math.max(0, bytes - frame.length));
  return withBody(replaced(answer, 500, ''), JSON.stringify({ message }), 'application/json');
}

/** The answer with another body. A status that cannot have one becomes 200. */
export function withBody(answer: DeliveredAnswer, body: string, type?: string): DeliveredAnswer {
  const { 'content-type': itsType = 'application/json', ...headers } = answer.headers;
  const status = hasNullBody(answer.status) ? 200 : answer.status;
  return { ...answer, status, headers: { ...headers, 'content-type': type ?? itsType }, body };
}

/** A number that follows the name of a fault: `delay;ms=250`. */
interface FaultParameter {
  /** `undefined`: without it, nothing is said. */
  readonly byDefault: number | undefined;
  readonly atMost: number;
}

interface FaultKind {
  /** In words, for `--help`, the control call and the page. */
  readonly does: string;
  /** Whether the provider carries out the request: it does when only the response is altered. */
  readonly reachesProvider: boolean;
  readonly parameters: Readonly<Record<string, FaultParameter>>;
  /** What it did to one call, in whole sentences. @param isReached Whether the provider got the request. */
  readonly did: (parameters: FaultParameters, isReached: boolean) => string;
  readonly alter: (answer: DeliveredAnswer, parameters: FaultParameters) => DeliveredAnswer;
}

/** Those of the kind, by name; without what has neither value nor default. */
export type FaultParameters = Readonly<Record<string, number>>;

const minuteMs = 60_000;
const tenMebibytes = 10 * 1024 * 1024;
const retryAfter = (byDefault?: number): FaultKind['parameters'] => ({
  'retry-after': { byDefault, atMost: 24 * 60 * 60 },
});

/** All faults, by the name that header, control call and option use. */
export const faultKinds: Readonly<Record<string, FaultKind>> = {
  delay: altered(
    'the response begins late (ms)',
    ({ ms }) => `The response began ${ms} ms late.`,
    (answer, { ms = 0 }) => delivered(answer, { delayMs: ms }),
    { ms: { byDefault: 1_000, atMost: 10 * minuteMs } },
  ),
  'status-408': status(408, 'Request Timeout', retryAfter()),
  'status-429': status(429, 'Too Many Requests', retryAfter(1)),
  'status-500': status(500, 'Internal Server Error'),
  'status-502': status(502, 'Bad Gateway'),
  'status-503': status(503, 'Service Unavailable', retryAfter()),
  'status-504': {
    ...status(504, 'Gateway Timeout'),
    does: '504, although the provider has carried out the request',
    did: (_, isReached) =>
      `A gateway responded with 504 Gateway Timeout${isReached ? ', although the provider carried out the request' : ''}.`,
    reachesProvider: true,
  },
  'cut-before': cut(
    'before',
    'the provider carries out the request; the connection is cut before the response',
    (isReached) =>
      `${isReached ? 'The provider carried out the request, and the' : 'The'} connection was cut before the response.`,
  ),
  'cut-during': cut(
    'during',
    'the connection is cut in the middle of the body',
    () => 'The connection was cut in the middle of the body.',
  ),
  'cut-after': cut(
    'after',
    'the connection is cut after the last byte of the body, before the mark of its end',
    () => 'The connection was cut after the last byte of the body, before the mark of its end.',
  ),
  'truncated-json': altered(
    'the JSON stops half-way, and the body ends there as if it were whole',
    () => 'The JSON stopped half-way, and the body ended there as if it were whole.',
    (answer) => withBody(answer, truncated(answer.body)),
  ),
  html: gateway(
    '200 with a page of HTML, from a gateway in front of the provider',
    () => '200 and a page of HTML',
    (answer) => replaced(answer, 200, gatewayPage('Scheduled maintenance')),
  ),
  'slow-body': altered(
    'the body comes in ten pieces, with a pause before each (ms)',
    ({ ms }) => `The body came in ten pieces, with a pause of ${ms} ms before each.`,
    (answer, { ms = 0 }) => delivered(answer, { pauseMs: ms }),
    { ms: { byDefault: 100, atMost: minuteMs } },
  ),
  'wrong-type': altered(
    'the Content-Type is not that of the body: text/plain for JSON, JSON for anything else',
    () => 'The Content-Type was not that of the body.',
    withWrongType,
  ),
  'oversized-error': gateway(
    '500 with a JSON body of many bytes, from a gateway in front of the provider',
    ({ bytes }) => `500 and ${bytes} bytes of JSON`,
    (answer, { bytes = 0 }) => oversizedError(answer, bytes),
    { bytes: { byDefault: tenMebibytes, atMost: 10 * tenMebibytes } },
  ),
  duplicate: altered(
    'the provider gets the request twice, as if a proxy had sent it again, and you get the second response ' +
      '(where calls are signed, the second is refused because its nonce is used)',
    (_, isReached) =>
      isReached
        ? 'The provider got the request twice. This is the second response.'
        : 'Nothing, because the provider did not get the request.',
    (answer) => answer,
  ),
};

/** The provider carries out the request; only its answer suffers. */
function altered(
  does: string,
  did: FaultKind['did'],
  alter: FaultKind['alter'],
  parameters: FaultKind['parameters'] = {},
): FaultKind {
  return { does, did, reachesProvider: true, parameters, alter };
}

/** A gateway answers in place of the provider. @param responded With what, such as "200 and a page of HTML". */
function gateway(
  does: string,
  responded: (parameters: FaultParameters) => string,
  alter: FaultKind['alter'],
  parameters: FaultKind['parameters'] = {},
): FaultKind {
  const did: FaultKind['did'] = (given) =>
    `A gateway responded with ${responded(given)}. The provider did not get the request.`;
  return { does, did, reachesProvider: false, parameters, alter };
}

function status(code: number, words: string, parameters: FaultKind['parameters'] = {}): FaultKind {
  const hint = Object.hasOwn(parameters, 'retry-after') ? ', with Retry-After (seconds)' : '';
  const page = gatewayPage(`${code} ${words}`);
  return gateway(
    `${code} from a gateway in front of the provider${hint}`,
    ({ 'retry-after': seconds }) =>
      `${code} ${words}${seconds === undefined ? '' : ` and Retry-After: ${seconds}`}`,
    (answer, { 'retry-after': seconds }) =>
      replaced(answer, code, page, seconds === undefined ? {} : { 'retry-after': `${seconds}` }),
    parameters,
  );
}

function cut(
  at: 'before' | 'during' | 'after',
  does: string,
  did: (isReached: boolean) => string,
): FaultKind {
  return altered(
    does,
    (_, isReached) => did(isReached),
    (answer) => delivered(answer, { cut: at }),
  );
}
