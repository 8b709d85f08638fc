import { linksOf } from '../../src/generate/pages/links.js';
import { cell, prose } from '../../src/generate/pages/prose.js';
import { paragraph, page as printedPage } from '../../src/print/blocks.js';
import { documentOf } from '../documents.js';
import { printed } from '../printed.js';
import { attacks, hostile } from './hostile.js';
import { expectedTags, type RenderedPage, render } from './render.js';

const docs = printed(hostile).pages('@acme/hostile-client');
const names = Object.keys(docs);

let rendered: RenderedPage[];
beforeAll(async () => {
  rendered = await render(Object.values(docs));
});

const pageOf = (name: string): RenderedPage => rendered[names.indexOf(name)]!;

test('every operation and model has a page, also where names clash with files that mean something else', () => {
  expect(names).toEqual([
    'README.md',
    'ThingsApi.md',
    'Thing.md',
    'Readme2.md',
    'ModelThingsApi.md',
    'ExampleB14.md',
  ]);
});

test('no text of a description becomes an element of a page', () => {
  for (const { tags } of rendered) expect(tags.filter((tag) => !expectedTags.includes(tag))).toEqual([]);
});

test('no text of a description is run or bound by Vue', () => {
  for (const { code } of rendered) expect(code).toEqual([]);
});

test('a file that runs on the page is caught by these tests', async () => {
  const [page] = await render([
    '{{ 1 }} `{{ 2 }}` <b :id="x">text</b> ok{@click="x"}\n\n| a |\n|-|\n| b | c |\n',
  ]);
  expect(page!.code).toHaveLength(4);
  expect(page!.tags).toContain('b');
});

test('no text of a description includes a file', () => {
  for (const text of Object.values(docs)) {
    // What VitePress looks for, wherever it stands.
    expect(text).not.toMatch(/<!--\s*@include/);
    expect(text).not.toMatch(/^\s*<<</m);
  }
});

test('every row of a table has the cells of its heading', () => {
  for (const text of Object.values(docs)) {
    for (const table of text.match(/(?:^\| .*\n?)+/gm) ?? []) {
      // As GitHub's parser counts: a character after a backslash is none of its own.
      const counts = table
        .trim()
        .split('\n')
        .map((row) => row.replaceAll(/\\[!-/:-@[-`{-~]/g, '').split('|').length);
      expect(new Set(counts).size).toBe(1);
    }
  }
  for (const { ragged } of rendered) expect(ragged).toBe(0);
});

test('what was HTML is still there to be read', () => {
  for (const name of ['README.md', 'ThingsApi.md', 'Thing.md']) {
    expect(pageOf(name).text).toContain('<script>alert(1)</script>');
    expect(pageOf(name).text).toContain('{{ constructor.constructor("alert(1)")() }}');
  }
});

test('a heading of a description takes no place that is linked to', () => {
  const { ids } = pageOf('README.md');
  expect(ids.filter((id) => /^(models|authorization|servers|api-classes)/.test(id)).sort()).toEqual([
    'api-classes',
    'authorization',
    'models',
    'servers',
  ]);
});

test('pages hold no control of writing direction', () => {
  expect(attacks.join('')).toMatch(/\u202e/);
  for (const text of Object.values(docs)) expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

test('a name that gives no id, or one that is taken, has an id of its own', () => {
  const { operations, schemes } = linksOf({
    operations: ['example', '_list', 'list', 'größe', 'getIt'].map((name) => ({ name, api: 'AApi' })),
    schemas: {},
    schemes: new Map(),
  });
  expect(Object.fromEntries(operations)).toEqual({
    example: { id: 'at-example', mark: [expect.anything()] },
    _list: { id: 'at-list', mark: [expect.anything()] },
    list: { id: 'at-list2', mark: [expect.anything()] },
    größe: { id: 'at-gre', mark: [expect.anything()] },
    getIt: { id: 'getit', mark: [] },
  });
  expect(schemes.size).toBe(0);
});

test('the page of a description that holds itself, or doubles at every level, is not longer than others', () => {
  const levels = Array.from({ length: 40 }, (_, level) => {
    const next = { $ref: `#/components/schemas/L${level === 39 ? 0 : level + 1}` };
    return [`L${level}`, { type: 'object', required: ['a', 'b'], properties: { a: next, b: next } }];
  });
  const schema = { $ref: '#/components/schemas/L0' };
  const requestBody = { content: { 'application/json': { schema } } };
  const document = documentOf(
    { '/0': { get: { operationId: 'send', tags: ['A'], requestBody, responses: {} } } },
    { components: { schemas: Object.fromEntries(levels) } },
  );
  // Were every level printed, it would have 2^40 members.
  const page = printed(document).pages('@acme/x-client')['AApi.md']!;
  expect(page.length).toBeLessThan(500_000);
});

// Half a million characters: in a time that grows with the square of the length, none of these would end.
test.each([
  '#',
  ' ',
  '[(',
  '`',
  '<',
  '> ',
  '- ',
  '1. ',
  '[a](https://x "',
  '\\',
  '&#',
  '```\n',
  '` `` ',
  '[a](',
  '//',
  '*a ',
])('a text of %j, half a million characters long, is read to its end', (bit) => {
  const text = bit.repeat(500_000 / bit.length);
  for (const odd of [`# ${text}x`, `\`\`\`${text}\``, `a${text}b\n${text}`, `[a](https://x${text}`]) {
    const blocks = prose(odd);
    const page = printedPage(blocks[0]!, blocks.slice(1));
    expect(page.length + printedPage(paragraph(cell(odd)), []).length).toBeGreaterThan(0);
  }
});
