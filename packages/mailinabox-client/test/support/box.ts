import {
  type Answer,
  answerWith,
  type OperationName,
  operationsOf,
  rejection,
  testRows,
  text,
} from '../../../../tools/jest/exchange.js';
import { Configuration, ResponseError } from '../../src/generated/index.js';

/** The server of the description, with `box.acme.example` for its variable. */
export const origin = 'https://box.acme.example/admin';

/** Made by `base64` from the UTF-8 of `admin@example.com:clé-ключ:7`. */
export const authorization = 'Basic YWRtaW5AZXhhbXBsZS5jb206Y2zDqS3QutC70Y7Rhzo3';

export function boxConfiguration(): Configuration {
  return new Configuration({
    username: 'admin@example.com',
    password: 'clé-ключ:7',
    serverVariables: { host: 'box.acme.example' },
  });
}

/** The daemon sends most of its texts under this type, be they HTML or not. */
export function html(body: string, status = 200): Answer {
  return text('text/html; charset=utf-8', body, status);
}

/** One call, the request it makes and the answer it gets. */
export interface Row<Api> {
  readonly operation: OperationName<Api>;
  /** What sets this row apart from others of the operation. */
  readonly when?: string;
  readonly call: (api: Api, configuration: Configuration) => Promise<unknown>;
  readonly method: string;
  /** After `origin`, with the query. */
  readonly path: string;
  readonly accept: string;
  readonly contentType?: string;
  /** Byte for byte. */
  readonly body?: string;
  /** Default: no header but the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer: Answer;
}

/** Tests an API class by a table that has rows for every operation of it. */
export function describeOperations<Api>(
  type: new (configuration: Configuration) => Api,
  rows: readonly Row<Api>[],
): void {
  describe(type.name, () => {
    const api = new type(boxConfiguration());

    test.each(titled(rows))('%s', (_title, row) => expectExchange(api, row));

    testRows(operationsOf(type), rows);

    test.each(byOperation(rows))(
      '%s: while the daemon is down, an error names the operation',
      (_title, row) => expectBadGateway(api, row),
    );
  });
}

/** For `test.each`: `login, with a code: POST /login`. */
function titled<Api>(rows: readonly Row<Api>[]): [string, Row<Api>][] {
  return rows.map((row) => {
    const when = row.when === undefined ? '' : `, ${row.when}`;
    return [`${row.operation}${when}: ${row.method} ${row.path}`, row];
  });
}

/** For `test.each`: one row per operation. */
function byOperation<Api>(rows: readonly Row<Api>[]): [string, Row<Api>][] {
  return [...new Map(rows.map((row) => [row.operation, row]))];
}

/** Makes the call of `row` and compares the whole request and the whole result. */
async function expectExchange<Api>(api: Api, row: Row<Api>): Promise<void> {
  const sent = answerWith(row.answer);
  const result = await row.call(api, boxConfiguration());
  const contentType = row.contentType === undefined ? {} : { 'content-type': row.contentType };
  expect(sent).toStrictEqual([
    {
      method: row.method,
      url: `${origin}${row.path}`,
      headers: { accept: row.accept, authorization, ...contentType, ...row.headers },
      body: row.body ?? '',
    },
  ]);
  expect(result).toStrictEqual(row.answer.value);
}

/** Makes the call of `row` while the daemon is down, and compares the error with the page that nginx shows then. */
async function expectBadGateway<Api>(api: Api, row: Row<Api>): Promise<void> {
  const page = '<html><head><title>502 Bad Gateway</title></head><body></body></html>';
  answerWith(html(page, 502));
  const error = await rejection(row.call(api, boxConfiguration()), ResponseError);
  expect(error).toMatchObject({ status: 502, operationId: row.operation, method: row.method });
  expect(error.body).toBe(page);
}
