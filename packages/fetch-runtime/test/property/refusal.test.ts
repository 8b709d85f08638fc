import { inspect } from 'node:util';
import * as fc from 'fast-check';
import * as runtime from '../../src/index.js';
import { rejection } from '../support.js';
import { text } from './arbitraries.js';
import { type Exchange, holds, param, wire } from './support.js';

/** Stands in every refused value, so that it can be looked for in what the error says. */
const secret = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 12, maxLength: 12 });

const path = '/before/{color}/after';
const urlencoded = { type: 'application/x-www-form-urlencoded', encode: runtime.urlencodedBody };
const multipart = { type: 'multipart/form-data', encode: runtime.multipartBody };

/** Everything a log could make of an error. */
function printed(error: Error): string {
  const texts = [
    error.message,
    error.stack,
    String(error),
    JSON.stringify(error),
    inspect(error, { showHidden: true }),
  ];
  return [...texts, inspect(error.cause, { depth: 9 })].join('\n');
}

async function expectRefused(
  exchange: Exchange,
  request: Record<string, unknown>,
  hidden: string,
): Promise<void> {
  const error = await rejection(wire(exchange, request));
  expect(error).toBeInstanceOf(runtime.RequestError);
  expect(error).toMatchObject({ code: 'invalid_request', operationId: 'sendThing' });
  expect(printed(error)).not.toContain(hidden);
}

type Bad = (hidden: string, around: string) => unknown;

const brokenTexts: readonly Bad[] = [
  (hidden, around) => `${around}${hidden}\ud800`,
  (hidden) => ['a', `\udfff${hidden}`],
  (hidden) => ({ a: `${hidden}\ud800` }),
  (hidden) => ({ [`${hidden}\ud800`]: 'a' }),
];
const inLists: readonly Bad[] = [
  (hidden, around) => [[hidden, around]],
  (hidden, around) => [{ [hidden]: around }],
];
const noPrimitives: readonly Bad[] = [
  (hidden) => new Map([[hidden, hidden]]),
  (hidden) => [new Set([hidden])],
  (hidden) => Symbol(hidden),
  (hidden) => ({ [hidden]: Number.NaN, b: hidden }),
  (hidden) => [hidden, new Date(Number.NaN)],
  (hidden) => Object.assign(() => hidden, { hidden }),
  (hidden) => new Blob([hidden], { type: hidden }),
];
/** JSON can write it. */
const url: Bad = (hidden) => new URL(`https://${hidden}.test`);
const nested: Bad = (hidden, around) => ({ [hidden]: { [around]: hidden } });
const noJson: readonly Bad[] = [
  (hidden) => Symbol(hidden),
  (hidden) => Object.assign(() => hidden, { hidden }),
  (hidden) => cycle(hidden),
  (hidden) => ({
    toJSON() {
      throw new Error(hidden);
    },
  }),
];
/** An object within a form is JSON. */
const noMember: readonly Bad[] = [
  (hidden) => new Map([[hidden, hidden]]),
  (hidden) => [hidden, new Date(Number.NaN)],
  (hidden) => [new Set([hidden])],
  ...noJson,
];
const noHeader: readonly Bad[] = [
  (hidden, around) => `${hidden}${around}\n${hidden}: 1`,
  (hidden) => ['a', `${hidden}\0`],
  (hidden) => ({ [`${hidden}€`]: 'a' }),
];

function cycle(key: string): object {
  const value: Record<string, unknown> = {};
  value[key] = { [key]: value };
  return value;
}

function needed(encode: runtime.Encode): runtime.Param {
  return param(encode, 'color', { required: true });
}

const deep = [...brokenTexts, ...noPrimitives, url];
const styled = [...deep, ...inLists, nested];

const cases: readonly (readonly [title: string, exchange: Exchange, bad: readonly Bad[]])[] = [
  ['path primitive', { path, params: [needed(runtime.pathPrimitive)] }, styled],
  ['path simple', { path, params: [needed(runtime.pathSimple)] }, styled],
  ['path simple explode', { path, params: [needed(runtime.pathSimpleExplode)] }, styled],
  ['path label', { path, params: [needed(runtime.pathLabel)] }, styled],
  ['path label explode', { path, params: [needed(runtime.pathLabelExplode)] }, styled],
  ['path matrix', { path, params: [needed(runtime.pathMatrix)] }, styled],
  ['path matrix explode', { path, params: [needed(runtime.pathMatrixExplode)] }, styled],
  ['path JSON', { path, params: [needed(runtime.pathJson)] }, noJson],
  ['query primitive', { params: [param(runtime.queryPrimitive)] }, styled],
  ['query form explode', { params: [param(runtime.query)] }, styled],
  ['query form', { params: [param(runtime.queryJoined)] }, styled],
  ['query reserved', { params: [param(runtime.query, 'color', { allowReserved: true })] }, styled],
  [
    'query spaceDelimited',
    { params: [param(runtime.querySpaced)] },
    [...styled, (hidden, around) => ['a', `${hidden} ${around}`]],
  ],
  [
    'query pipeDelimited',
    { params: [param(runtime.queryPiped)] },
    [...styled, (hidden, around) => ({ [`${hidden}|${around}`]: 'a' })],
  ],
  ['query deepObject', { params: [param(runtime.deepObject)] }, [...deep, (hidden) => cycle(hidden)]],
  ['query deepObject, brackets', { params: [param(runtime.deepObjectBrackets)] }, [...deep, ...inLists]],
  ['query deepObject, repeated', { params: [param(runtime.deepObjectRepeat)] }, [...deep, ...inLists]],
  [
    'query nested JSON',
    { params: [param(runtime.nestedJson, 'color', { as: runtime.query })] },
    deep.filter((bad) => bad !== url),
  ],
  ['query JSON', { params: [param(runtime.queryJson)] }, noJson],
  ['header primitive', { params: [param(runtime.headerPrimitive)] }, [...styled, ...noHeader]],
  ['header simple', { params: [param(runtime.header)] }, [...styled, ...noHeader]],
  ['header simple explode', { params: [param(runtime.headerExplode)] }, [...styled, ...noHeader]],
  ['header JSON', { params: [param(runtime.headerJson)] }, noJson],
  ['cookie form explode', { params: [param(runtime.cookie)] }, styled],
  ['cookie form', { params: [param(runtime.cookieJoined)] }, styled],
  ['cookie JSON', { params: [param(runtime.cookieJson)] }, noJson],
];

test.each(cases)('%s: an error quotes nothing of the value it refuses', async (_title, exchange, bad) => {
  await holds(
    fc.tuple(secret, text),
    async ([hidden, around]) => {
      for (const make of bad) await expectRefused(exchange, { value: make(hidden, around) }, hidden);
    },
    10,
  );
});

test.each<[string, NonNullable<Exchange['body']>]>([
  ['urlencoded', urlencoded],
  ['multipart', multipart],
])('%s: an error names the member of the form, and quotes nothing of its value', async (_title, body) => {
  await holds(
    fc.tuple(secret, text),
    async ([hidden, around]) => {
      for (const make of noMember) {
        await expectRefused({ params: [], body }, { body: { member: make(hidden, around) } }, hidden);
        // The name of a member may be data as well.
        await expectRefused({ params: [], body }, { body: { [hidden]: make('a', around) } }, hidden);
      }
      await expectRefused({ params: [], body }, { body: hidden }, hidden);
    },
    10,
  );
});

test('an object of a class that shows nothing of itself is refused wherever it would be sent as nothing', async () => {
  class Hidden {
    readonly #value = 1;
    get value(): number {
      return this.#value;
    }
  }
  const styles = cases.map(([, exchange]) => exchange);
  for (const exchange of styles) {
    const error = await rejection(wire(exchange, { value: new Hidden() }));
    expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request' });
  }
  for (const body of [urlencoded, multipart]) {
    for (const value of [new Hidden(), { member: new Hidden() }, { member: [new Hidden()] }]) {
      const error = await rejection(wire({ params: [], body }, { body: value }));
      expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request' });
    }
  }
});

describe('whatever a caller passes', () => {
  const mark = 'c0ffee15bad';
  const texts = text.map((it) => `${mark}${it}`);
  const anything = fc.anything({
    key: texts,
    values: [
      texts,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.constant(`${mark}\ud800`),
    ],
    maxKeys: 4,
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  });

  test.each(cases)('%s: it is sent, or refused without a word of it', async (_title, exchange) => {
    await holds(anything, async (value) => expectSentOrRefused(exchange, { value }), 50);
  });

  test.each([
    ['urlencoded', urlencoded],
    ['multipart', multipart],
  ])('%s: it is sent, or refused without a word of it', async (_title, body) => {
    await holds(
      anything,
      async (value) => {
        await expectSentOrRefused({ params: [], body }, { body: { member: value } });
        // As a body itself an object is a form, whose members an error may name; null is none.
        if (isForm(value) || value === null || value === undefined) return;
        await expectSentOrRefused({ params: [], body }, { body: value });
      },
      50,
    );
  });

  function isForm(value: unknown): boolean {
    return Object.prototype.toString.call(value) === '[object Object]';
  }

  async function expectSentOrRefused(exchange: Exchange, request: Record<string, unknown>): Promise<void> {
    const error = await wire(exchange, request).catch((reason: Error) => reason);
    if (!(error instanceof Error)) return;
    expect(['RequestError', 'RequiredError']).toContain(error.name);
    expect(printed(error)).not.toContain(mark);
  }
});
