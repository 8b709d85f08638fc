import { HttpResponse, http } from 'msw';
import { server } from '../../../../tools/jest/server.js';
import { Configuration, ResponseError } from '../../src/generated/index.js';

/** The headers that the tests state in full: one that is missing here was not sent. */
const statedHeaders = [
  'accept',
  'authorization',
  'content-type',
  'cookie',
  'finicity-app-key',
  'finicity-app-token',
] as const;

export type StatedHeaders = Partial<Record<(typeof statedHeaders)[number], string>>;

/** What every call but the two authentication calls carries. */
export const signed: StatedHeaders = {
  accept: 'application/json, text/plain',
  'finicity-app-key': 'app-key',
  'finicity-app-token': 'app-token',
};

/** The same with a JSON body. */
export const signedJson: StatedHeaders = { ...signed, 'content-type': 'application/json' };

/** Where the service promises no plain text for a refused token. */
export const signedJsonOnly: StatedHeaders = { ...signedJson, accept: 'application/json' };

/** A configuration whose key is a text and whose token is asked for on each call. */
export function configured(
  key = 'app-key',
  token: () => string | Promise<string> = () => 'app-token',
): Configuration {
  return new Configuration({ apiKey: { FinicityAppKey: key, FinicityAppToken: token } });
}

/** A request as it arrived; `body` is the text on the wire. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: StatedHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  /** The text on the wire; without it the answer has no body. */
  readonly body?: string;
  /** `application/json` unless said otherwise. */
  readonly type?: string;
}

/** Gives every request this answer. The list returned grows with each request that arrives. */
export function answerWith({ status, body, type = 'application/json' }: Answer): readonly SentRequest[] {
  const sent: SentRequest[] = [];
  server.use(
    http.all('*', async ({ request }) => {
      const headers: StatedHeaders = {};
      for (const name of statedHeaders) {
        const value = request.headers.get(name);
        if (value !== null) headers[name] = value;
      }
      sent.push({ method: request.method, url: request.url, headers, body: await request.text() });
      if (body === undefined) return new HttpResponse(null, { status });
      return new HttpResponse(body, { status, headers: { 'Content-Type': type } });
    }),
  );
  return sent;
}

export function answerJson(status: number, value: unknown): readonly SentRequest[] {
  return answerWith({ status, body: JSON.stringify(value) });
}

/** The error of a call that the service refuses. */
export async function refusalOf(call: Promise<unknown>): Promise<ResponseError> {
  const reason = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(reason instanceof ResponseError)) throw new Error('Expected a ResponseError', { cause: reason });
  return reason;
}
