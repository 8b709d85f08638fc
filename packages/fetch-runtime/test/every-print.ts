import { deepStrictEqual } from 'node:assert/strict';
import { Console } from 'node:console';
import { PassThrough } from 'node:stream';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import { expect } from '@jest/globals';

const everything = { depth: 10, maxArrayLength: null, maxStringLength: null, breakLength: Infinity } as const;

/** What the console writes when `print` is called. */
function written(print: (console: Console) => void): string {
  const stream = new PassThrough();
  print(new Console({ stdout: stream, stderr: stream }));
  return String(stream.read() ?? '');
}

/** The words of an assertion that fails. */
function complaint(assertion: () => unknown): string {
  try {
    assertion();
    return '';
  } catch (error) {
    return `${(error as Error).message}`;
  }
}

/** A copy may be refused, and then tells why. */
function copied(copy: () => unknown): string {
  try {
    const made = copy();
    return Buffer.isBuffer(made)
      ? made.toString('latin1')
      : inspect(made, { ...everything, showHidden: true });
  } catch (error) {
    return String(error);
  }
}

/** The members that can be listed, with their values, and what is listed within these. */
function listed(thing: unknown, depth = 0): string {
  if (depth > 6 || (typeof thing !== 'object' && typeof thing !== 'function') || thing === null) {
    return typeof thing === 'symbol' ? String(thing) : `${thing}`;
  }
  const names: string[] = [];
  for (const name in thing) names.push(name);
  const symbols = Object.getOwnPropertySymbols(thing).map(String);
  const own = Object.getOwnPropertyNames(thing);
  const values = Object.values({ ...thing }).map((value) => listed(value, depth + 1));
  const entries =
    Symbol.iterator in thing && typeof thing === 'object' ? [...(thing as Iterable<unknown>)] : [];
  return [...names, ...symbols, ...own, ...values, ...entries.map((one) => listed(one, depth + 1))].join(
    '\n',
  );
}

/** Every way in which programs, consoles and test frameworks print or copy something without asking for a secret. */
export const ways: Readonly<Record<string, (thing: unknown) => string>> = {
  "console.log('%o')": (thing) => written((to) => to.log('%o', thing)),
  "console.log('%O %j %s')": (thing) => written((to) => to.log('%O %j %s', thing, thing, thing)),
  'console.log of a list': (thing) => written((to) => to.log([{ thing }])),
  'console.error': (thing) => written((to) => to.error(thing)),
  'console.dir': (thing) => written((to) => to.dir(thing, { showHidden: true, depth: 10 })),
  'console.table': (thing) => written((to) => to.table([thing]) ?? to.table(thing)),
  'util.format': (thing) => format('%s %d %i %o %O %j %c', thing, thing, thing, thing, thing, thing, thing),
  'util.inspect of all': (thing) =>
    inspect(thing, { ...everything, showHidden: true, getters: true, showProxy: true }),
  'util.inspect of all, within something': (thing) =>
    inspect(new Map([['thing', [thing]]]), {
      ...everything,
      showHidden: true,
      getters: true,
      showProxy: true,
    }),
  'util.inspect without its hooks': (thing) =>
    inspect(thing, { ...everything, showHidden: true, customInspect: false }),
  'util.inspect with getters, without its hooks': (thing) =>
    inspect(thing, { ...everything, getters: true, customInspect: false }),
  'assert.deepStrictEqual': (thing) => complaint(() => deepStrictEqual(thing, { another: 1 })),
  'assert.deepStrictEqual, the other way': (thing) =>
    complaint(() => deepStrictEqual([{ another: 1 }], [thing])),
  'a diff of jest': (thing) => complaint(() => expect(thing).toEqual({ another: 1 })),
  'a strict diff of jest': (thing) => complaint(() => expect([thing]).toStrictEqual([{ another: 1 }])),
  'a snapshot of jest': (thing) => complaint(() => expect(thing).toMatchObject({ another: 1 })),
  structuredClone: (thing) => copied(() => structuredClone(thing)),
  'v8.serialize': (thing) => copied(() => serialize(thing)),
  'JSON.stringify': (thing) => `${JSON.stringify(thing)} ${JSON.stringify({ ...Object(thing) })}`,
  String: (thing) =>
    typeof thing === 'object' && thing !== null && 'toString' in thing ? String(thing) : '',
  'the members that can be listed': (thing) => listed(thing),
  'stack, message and causes': (thing) => {
    const texts: string[] = [];
    for (let error = thing; error instanceof Error; error = error.cause) {
      texts.push(`${error.stack}`, error.message, error.name, ...Object.values(error).map(String));
    }
    return texts.join('\n');
  },
};
