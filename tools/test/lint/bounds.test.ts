import { okPaths, problemsOf, spec } from './fixtures/cases.js';

const fine = "responses: { '200': { description: Fine } }";

function chain(count: number, link: (next: string) => string): string {
  const all = Array.from({ length: count }, (_, index) => `    S${index}: ${link(`S${index + 1}`)}\n`);
  return spec(okPaths, `components:\n  schemas:\n${all.join('')}    S${count}: { type: object }\n`);
}

const reference = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

test.each([
  ['100 schemas that are each a part of the next pass', 98, undefined],
  ['more are refused', 101, 'composition-size'],
])('%s', async (_, count, rule) => {
  const problems = await problemsOf(chain(count, (next) => `{ allOf: [${reference(next)}] }`));
  expect(problems.map((problem) => problem.rule)).toEqual(rule === undefined ? [] : [rule]);
});

test.each([
  ['100 references that each lead to the next pass', 100, []],
  ['more are refused where they begin', 102, ['ref-cycle']],
])('%s', async (_, count, rules) => {
  const problems = await problemsOf(chain(count, reference));
  expect(problems.map(({ rule }) => rule)).toEqual(rules);
});

test('schemas of many parts are refused when they ask too much about each other, at the one that is too much', async () => {
  const parts = Array.from({ length: 4000 }, (_, index) => `{ required: [p${index}] }`).join(', ');
  const problems = await problemsOf(
    spec(
      okPaths,
      `components:\n  schemas:\n    Small: { allOf: [{ type: object }] }\n    Large: { allOf: [${parts}] }\n`,
    ),
  );
  expect(problems).toMatchObject([{ rule: 'composition-size', line: 7, severity: 'error' }]);
});

test('references that stand for ten times the characters of the description are refused, at the one that is too much', async () => {
  const paths = Array.from(
    { length: 300 },
    (_, index) => `  /p${index}: { get: { responses: { '200': { $ref: '#/components/responses/R' } } } }\n`,
  );
  const example = `[${'1,'.repeat(10_000)}1]`;
  const components = `components:\n  responses:\n    R: { description: Fine, content: { application/json: { example: ${example} } } }\n`;
  const problems = await problemsOf(spec(`paths:\n${paths.join('')}`, components));
  expect(problems).toMatchObject([{ rule: 'reference-size', severity: 'error' }]);
  expect(problems[0]!.line).toBeGreaterThan(20);
  const few = await problemsOf(spec(`paths:\n${paths.slice(0, 15).join('')}`, components));
  expect(few).toEqual([]);
});

test('a long text counts as much as many values: references and aliases to it are refused', async () => {
  const text = 'x '.repeat(20_000);
  const path = (index: number, response: string): string =>
    `  /p${index}: { get: { responses: { '200': ${response} } } }\n`;
  const all = (response: string, count: number): string =>
    `paths:\n${Array.from({ length: count }, (_, index) => path(index, response)).join('')}`;
  const components = `components:\n  responses:\n    R: { description: ${text} }\n`;
  const reference = "{ $ref: '#/components/responses/R' }";
  expect(await problemsOf(spec(all(reference, 20), components))).toEqual([]);
  expect(await problemsOf(spec(all(reference, 60), components))).toMatchObject([{ rule: 'reference-size' }]);
  const anchor = `x-text: &text ${text}\n`;
  expect(await problemsOf(spec(`${anchor}${all('{ description: *text }', 20)}`))).toEqual([]);
  expect(await problemsOf(spec(`${anchor}${all('{ description: *text }', 60)}`))).toMatchObject([
    { rule: 'alias-bomb' },
  ]);
});

test('schemas that inherit many properties again and again are refused, at the one that is too much', async () => {
  const properties = Array.from({ length: 6000 }, (_, index) => `p${index}: {}`).join(', ');
  const children = Array.from(
    { length: 2000 },
    (_, index) => `    S${index}: { allOf: [${reference('Parent')}] }\n`,
  );
  const problems = await problemsOf(
    spec(
      okPaths,
      `components:\n  schemas:\n    Parent: { type: object, properties: { ${properties} } }\n${children.join('')}`,
    ),
  );
  expect(problems).toMatchObject([{ rule: 'composition-size', severity: 'error' }]);
  expect(problems[0]!.line).toBeGreaterThan(1000);
});

test('a discriminator whose name is longer than that of any property is refused', async () => {
  const schema = `{ oneOf: [], discriminator: { propertyName: ${'k'.repeat(2001)} } }`;
  expect(await problemsOf(spec(okPaths, `components:\n  schemas:\n    A: ${schema}\n`))).toMatchObject([
    { rule: 'discriminator-mapping' },
  ]);
});

test('callbacks that hold each other twice at every level are refused', async () => {
  const callbacks = Array.from({ length: 40 }, (_, index) => {
    const next = `{ $ref: '#/components/callbacks/C${index + 1}' }`;
    return `    C${index}: { a: { post: { callbacks: { a: ${next}, b: ${next} }, ${fine} } } }\n`;
  });
  const problems = await problemsOf(
    spec(
      `paths: { /a: { post: { callbacks: { a: { $ref: '#/components/callbacks/C0' } }, ${fine} } } }\n`,
      `components:\n  callbacks:\n${callbacks.join('')}    C40: { a: { post: { ${fine} } } }\n`,
    ),
  );
  expect(problems).toMatchObject([{ rule: 'reference-size' }]);
});

test('a place whose keys have more than 2,000 characters together is refused', async () => {
  const key = 'k'.repeat(500);
  const nested = (levels: number): string => (levels === 0 ? '1' : `{ ${key}: ${nested(levels - 1)} }`);
  expect(await problemsOf(spec(okPaths, `x-a: ${nested(3)}\n`))).toEqual([]);
  expect(await problemsOf(spec(okPaths, `x-a: ${nested(4)}\n`))).toMatchObject([
    { rule: 'place-too-long', line: 4, severity: 'error' },
  ]);
});
