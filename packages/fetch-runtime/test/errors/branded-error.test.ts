import { inspect } from 'node:util';
import * as here from '../../src/index.js';
import { operation } from '../support.js';

type Runtime = typeof here;

/** The package loaded once more: as ES module beside CommonJS, installed twice, or in another version. */
function anotherCopy(): Runtime {
  let copy: Runtime | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<Runtime>('../../src/index.js');
  });
  return copy!;
}

const there = anotherCopy();
const thing = operation();

/** An error of each class of a copy, by the name of the class. */
function errorsOf(copy: Runtime): Record<string, Error> {
  const response = new Response(null, { status: 400 });
  return {
    CredentialsError: new copy.CredentialsError(thing, 'credentials_required', ['key'], 'needs a key'),
    FetchError: new copy.FetchError(thing, new TypeError('fetch failed')),
    OutcomeUnknownError: new copy.OutcomeUnknownError(thing, undefined),
    PaginationError: new copy.PaginationError(thing, 'next_missing', 1),
    PlatformError: new copy.PlatformError(thing, 'ReadableStream'),
    RequestError: new copy.RequestError(thing, 'body', 'is no body'),
    RequiredError: new copy.RequiredError(thing, 'id'),
    ResponseError: new copy.ResponseError(thing, response),
    ResponseFormatError: new copy.ResponseFormatError(thing, response, 'invalid_json'),
  };
}

/** The error classes that a copy exports, the abstract one too. */
function classesOf(copy: Runtime): [string, new (...args: never[]) => Error][] {
  return Object.entries(copy).filter(
    ([name, value]) => name.endsWith('Error') && typeof value === 'function' && /^[A-Z]/.test(name),
  ) as never;
}

test('every error class is looked at here', () => {
  const made = [...Object.keys(errorsOf(here)), 'RuntimeError'].sort();
  expect(
    classesOf(here)
      .map(([name]) => name)
      .sort(),
  ).toEqual(made);
  expect(here.ResponseError).not.toBe(there.ResponseError);
});

test.each(classesOf(there))(
  'instanceof %s tells the errors of another copy as those of its own',
  (name, type) => {
    const own = Object.entries(errorsOf(there)).filter(([, error]) => error instanceof type);
    const others = Object.entries(errorsOf(here)).filter(([, error]) => error instanceof type);
    const expected = name === 'RuntimeError' ? Object.keys(errorsOf(here)) : [name];
    expect(own.map(([kind]) => kind)).toEqual(expected);
    expect(others.map(([kind]) => kind)).toEqual(expected);
  },
);

test('isApiError knows the errors of another copy, by operation too', () => {
  const { ResponseError, FetchError } = errorsOf(here);
  expect(there.isApiError(ResponseError)).toBe(true);
  expect(there.isApiError(ResponseError, thing.id)).toBe(true);
  expect(there.isApiError(ResponseError, 'getOther')).toBe(false);
  expect(there.isApiError(FetchError)).toBe(false);
});

test('withRetry does not repeat what an error of another copy has ended', async () => {
  const fetchApi = jest.fn(async () => {
    throw new here.RequestError(thing, 'body', 'is no body');
  });
  const sleep = async (): Promise<void> => undefined;
  await expect(there.withRetry(fetchApi, { sleep })('https://x.test', {}, thing)).rejects.toBeInstanceOf(
    here.RequestError,
  );
  expect(fetchApi).toHaveBeenCalledTimes(1);
});

test('a call passes on an error of another copy as it is', async () => {
  const thrown = new here.ResponseError(thing, new Response(null, { status: 400 }));
  const fetchApi = (): Promise<Response> => Promise.reject(thrown);
  await expect(there.call({ fetchApi }, thing as never, {} as never)).rejects.toBe(thrown);
});

test('a class that a later version derives is known by the class it is derived from', () => {
  class RefusedError extends here.FetchError {
    static override readonly kind = 'RefusedError';
  }
  const error = new RefusedError(thing, new TypeError('fetch failed'));
  expect(error).toBeInstanceOf(there.FetchError);
  expect(error).toBeInstanceOf(there.RuntimeError);
  expect(error).not.toBeInstanceOf(there.ResponseError);
});

test('a class that you derive is told by its prototype alone, and keeps the kind of its parent', () => {
  class MyError extends here.FetchError {}
  const mine = new MyError(thing, undefined);
  expect(mine).toBeInstanceOf(MyError);
  expect(mine).toBeInstanceOf(there.FetchError);
  expect(errorsOf(here).FetchError).not.toBeInstanceOf(MyError);
  expect(errorsOf(there).FetchError).not.toBeInstanceOf(MyError);
});

test.each([
  undefined,
  null,
  0,
  'FetchError',
  {},
  { name: 'FetchError' },
  new Error('x'),
  Object.create(null),
])('nothing else is taken for an error of this package: %p', (value) => {
  for (const [, type] of classesOf(here)) expect(value instanceof type).toBe(false);
});

test('the brand is printed by nothing', () => {
  for (const error of Object.values(errorsOf(here))) {
    const shown = [inspect(error), JSON.stringify(error), Object.keys(error).join(), String(error)];
    expect(shown.join()).not.toContain('@acme');
  }
});
