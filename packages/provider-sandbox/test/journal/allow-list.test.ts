import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ProviderName, SandboxRequest } from '../../src/core/provider.js';
import type { DeliveredAnswer } from '../../src/faults/delivery.js';
import { withFaults } from '../../src/faults/with-faults.js';
import { withJournal } from '../../src/journal/call.js';
import { harOf } from '../../src/journal/har.js';
import { createJournal } from '../../src/journal/journal.js';
import { stillClock } from '../entrances/http/support.js';
import { tinyProvider } from '../faults/tiny-provider.js';
import { providerNames, providerSpec } from '../specs.js';

/** Of the lengths and characters of keys, tokens, passwords and numbers; nothing that a description has by chance. */
const secret = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9]{3}[0-9][A-Za-z]q[A-Za-z0-9+/_-]{4,40}={0,2}$/),
  fc.stringMatching(/^[0-9a-f]{30}q[0-9a-f]{33}$/),
  fc.stringMatching(/^[b-df-hj-np-tv-z]{6} [b-df-hj-np-tv-z]{8}$/),
  // Numbers of cards and accounts.
  fc.stringMatching(/^[1-9][0-9]{14,18}$/),
);

const oddName = fc.oneof(
  fc.constantFrom(
    'x-anything',
    'data',
    'note',
    'value',
    'payload',
    '__proto__',
    'constructor',
    'toString',
    '',
  ),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/),
);
const headerNames = [
  ...[
    'accept',
    'accept-encoding',
    'accept-language',
    'authorization',
    'cache-control',
    'connection',
    'cookie',
    'date',
  ],
  ...[
    'content-type',
    'content-length',
    'host',
    'user-agent',
    'origin',
    'referer',
    'location',
    'set-cookie',
    'etag',
  ],
  ...[
    'retry-after',
    'x-reason',
    'www-authenticate',
    'x-request-id',
    'forwarded',
    'idempotency-key',
    'pragma',
  ],
];

/** Every name that the description of a provider has, and others. */
const nameOf = (provider: ProviderName) =>
  fc.oneof(fc.constantFrom(...providerSpec(provider).vocabulary().names), oddName);

/** The secret as it is, or with something harmless around it. */
const around = (planted: string) =>
  fc.constantFrom(
    planted,
    `Bearer ${planted}`,
    `Basic ${planted}`,
    `application/json; a=${planted}`,
    `https://a.example/b?c=${planted}`,
    `https://a:${planted}@b.example/`,
    `otpauth://totp/a?secret=${planted}`,
    `2026-01-05T00:00:00Z ${planted}`,
    `not valid ${planted}`,
    `12 ${planted}`,
    `<a>${planted}</a>`,
  );

/** JSON with the secret somewhere, as a value or as a name. */
const jsonWith = (provider: ProviderName, planted: string) =>
  fc
    .tuple(nameOf(provider), nameOf(provider), around(planted))
    .chain(([one, other, value]) =>
      fc.constantFrom<unknown>(
        { [one]: value },
        { [one]: { [other]: value } },
        { [one]: [{ [other]: [value] }, 1, true] },
        [value],
        value,
        { [planted]: 1 },
        { [one]: { [planted]: other } },
        { [one]: [[value]] },
      ),
    );

const typeOf = (planted: string) =>
  fc.constantFrom(
    ...[
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'text/html',
      'application/xml',
    ],
    ...['', 'multipart/form-data; boundary=a', `text/${planted}`, `application/json; charset=${planted}`],
  );

const bodyWith = (provider: ProviderName, planted: string) =>
  fc.oneof(
    jsonWith(provider, planted).map((value) => JSON.stringify(value)),
    jsonWith(provider, planted).map((value) => JSON.stringify(value).slice(0, -1)),
    jsonWith(provider, planted).map((value) => `{"id":1,"id":${JSON.stringify(value)},"id":"2"}`),
    fc.tuple(nameOf(provider), around(planted)).map(([name, value]) =>
      new URLSearchParams([
        ['id', '1'],
        [name, value],
      ]).toString(),
    ),
    fc.constantFrom(planted, `${planted}=1`, `a=${planted}`, `<a b="${planted}">`, `a,b\n1,${planted}`),
  );

interface Planted {
  readonly provider: ProviderName;
  readonly secret: string;
  readonly request: SandboxRequest;
  readonly answer: DeliveredAnswer;
}

const call: fc.Arbitrary<Planted> = fc
  .tuple(fc.constantFrom(...providerNames), secret)
  .chain(([provider, planted]) => {
    const templates = providerSpec(provider).operations;
    const header = fc.tuple(fc.oneof(fc.constantFrom(...headerNames), nameOf(provider)), around(planted));
    const path = fc.oneof(
      fc
        .constantFrom(...templates)
        .map((one) => one.path.replaceAll(/\{[^}]*\}/g, encodeURIComponent(planted))),
      fc.constantFrom(`/${planted}`, `/a/${planted}/b`, `/v1/customers/x${planted}`),
    );
    return fc.record({
      provider: fc.constant(provider),
      secret: fc.constant(planted),
      request: fc
        .record({
          method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', planted.toUpperCase()),
          path,
          query: fc.array(fc.tuple(fc.oneof(nameOf(provider), fc.constant(planted)), around(planted)), {
            maxLength: 3,
          }),
          headers: fc.array(header, { maxLength: 4 }),
          type: typeOf(planted),
          body: bodyWith(provider, planted),
        })
        .map(({ method, path: asked, query, headers, type, body }) => ({
          ...{ method, path: asked, query: new URLSearchParams(query), body },
          headers: headersOf([...headers, ['content-type', type]]),
        })),
      answer: fc
        .record({
          status: fc.constantFrom(200, 400, 401, 500),
          headers: fc.array(header, { maxLength: 4 }),
          type: typeOf(planted),
          body: bodyWith(provider, planted),
        })
        .map(({ status, headers, type, body }) => ({
          ...{ status, body },
          headers: { ...Object.fromEntries(headers), 'content-type': type },
        })),
    });
  });

function headersOf(pairs: readonly (readonly [string, string])[]): Headers {
  const headers = new Headers();
  for (const [name, value] of pairs) if (name !== '') headers.append(name, value);
  return headers;
}

/** A planted secret as it would be seen: itself, percent-encoded, or as base64 has it. */
function isIn(shown: string, planted: string): boolean {
  const forms = [
    planted,
    encodeURIComponent(planted),
    new URLSearchParams([['', planted]]).toString().slice(1),
  ];
  // A method is in upper case.
  return forms.some((form) => shown.includes(form) || shown.includes(form.toUpperCase()));
}

/** All that page, HAR and journal show of it. */
async function shownOf({ provider: name, request, answer }: Planted): Promise<string> {
  const journal = createJournal();
  const provider = { ...tinyProvider(name), respond: async () => answer };
  await withJournal(withFaults(provider), journal, stillClock()).respond(request);
  const entries = await journal.entries();
  return JSON.stringify([journal.calls(), entries, harOf(entries, 'http://127.0.0.1:8787')]);
}

describe('a random secret', () => {
  test('planted under any name, in any place of any call, is nowhere in journal, page and HAR', async () => {
    await fc.assert(
      fc.asyncProperty(call, async (planted) => {
        expect(isIn(await shownOf(planted), planted.secret)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('would be found if it were shown', async () => {
    const planted = 'aB3dq-f0undIt9';
    const request = {
      method: 'GET',
      path: '/',
      query: new URLSearchParams(),
      headers: new Headers(),
      body: '',
    };
    const answer = { status: 200, headers: {}, body: '' };
    const shown = await shownOf({ provider: 'finicity', secret: planted, request, answer });
    expect(isIn(`${shown}${encodeURIComponent(planted)}`, planted)).toBe(true);
  });
});

test.each(providerNames)(
  'the number of a card sent as a number of JSON is not shown by %s under any name',
  async (provider) => {
    const names = [...providerSpec(provider).vocabulary().names];
    const card = fc.stringMatching(/^[1-9]\d{13,15}$/);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), card, async (name, planted) => {
        const body = `{"${name}":${planted},"list":[{"${name}":-${planted}}]}`;
        const headers = new Headers({ 'content-type': 'application/json' });
        const request = { method: 'POST', path: '/', query: new URLSearchParams(), headers, body };
        const answer = { status: 200, headers: Object.fromEntries(headers), body };
        const shown = await shownOf({ provider, secret: planted, request, answer });
        expect(shown).not.toContain(`${planted}`.slice(0, 13));
      }),
      { numRuns: 300 },
    );
  },
);

/** Of an account, a card or a person, by one of its words: what is short is as much a part of a number as what is long. */
const personal =
  /^(?:accounts?|cards?|number|nickname|owner|holder|last4|phone|mobile|ssn|name|address|zip)$/i;
const amount = /^(?:amounts?|balances?|counts?|limits?|types?|ids?)$/i;

describe.each(providerNames)('digits that are no amount, in a text of %s', (provider) => {
  const names = [...providerSpec(provider).vocabulary().names].filter((name) => {
    const words = name.replace(/[a-z\d](?=[A-Z])/g, '$&_').split(/[_-]/);
    const { isNumber = false } = providerSpec(provider).vocabulary().describes(name) ?? {};
    return !isNumber && words.some((word) => personal.test(word)) && !words.some((word) => amount.test(word));
  });

  test('are not shown under the name of an account, a card or a person, however few there are', async () => {
    const digits = fc.stringMatching(/^[1-9]\d{3,8}$/);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), digits, async (name, planted) => {
        const body = JSON.stringify({ [name]: planted, list: [{ [name]: planted }] });
        const headers = new Headers({ 'content-type': 'application/json' });
        const query = new URLSearchParams([[name, planted]]);
        const request = { method: 'POST', path: '/', query, headers, body };
        const answer = { status: 200, headers: Object.fromEntries(headers), body };
        const journal = createJournal();
        const silent = { ...tinyProvider(provider), respond: async () => answer };
        await withJournal(withFaults(silent), journal, stillClock()).respond(request);
        const entry = (await journal.entry(1))!;
        const { request: asked, response } = entry;
        expect(JSON.stringify([asked.query, asked.body, response.body])).not.toContain(planted);
      }),
      { numRuns: 300 },
    );
  });
});

test.each(providerNames)('the examples in the responses of the sandbox of %s are shown', async (name) => {
  const spec = providerSpec(name);
  const examples = spec.operations.flatMap((operation) => {
    const params = [...operation.path.matchAll(/\{([^}]*)\}/g)].map(([, param = '']) => [param, '1']);
    const match = { operation, pathParams: Object.fromEntries(params) };
    return operation.statuses
      .filter((status) => status === '200')
      .map(() => spec.answer(match, 200, { seed: 1 }))
      .filter((body) => typeof body === 'object');
  });
  const bodies = await Promise.all(
    examples.map(async (example) => {
      const body = JSON.stringify(example);
      const headers = { 'content-type': 'application/json' };
      const request = {
        method: 'GET',
        path: '/',
        query: new URLSearchParams(),
        headers: new Headers(),
        body: '',
      };
      const journal = createJournal();
      const provider = { ...tinyProvider(name), respond: async () => ({ status: 200, headers, body }) };
      await withJournal(withFaults(provider), journal, stillClock()).respond(request);
      return [body, (await journal.entry(1))!.response.body] as const;
    }),
  );
  const leaves = (text: string): number =>
    text.match(/[:[,](?:"[^"]*"|[\d.-]+|true|false|null)/g)?.length ?? 0;
  const hidden = (text: string): number => text.split('"[redacted').length - 1;
  const [all, redactedOnes] = [0, 1].map((at) =>
    bodies.reduce((sum, pair) => sum + (at === 0 ? leaves(pair[0]) : hidden(pair[1])), 0),
  );
  expect(all).toBeGreaterThan(0);
  // Otherwise page and HAR would be of no use.
  expect(redactedOnes! / all!).toBeLessThan(0.5);
});
