import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatProblems, SpecError } from '../../src/shared/spec-error.js';
import { linted } from '../linted.js';
import { type Case, inFolder, okPaths, problemsOf, spec, testCases } from './fixtures/cases.js';

function refusalOf(file: string): Promise<SpecError> {
  return linted(file, 'lenient').then(
    () => Promise.reject(new Error('not refused')),
    (error: unknown) => (error instanceof SpecError ? error : Promise.reject(error)),
  );
}

const cases: Case[] = [
  { title: 'an open bracket', rule: 'yaml-syntax', spec: 'openapi: [3\ninfo: x #!\n' },
  { title: 'an indentation that fits nothing', rule: 'yaml-syntax', spec: 'openapi: 3.0.3\n  info: x #!\n' },
  { title: 'an alias without an anchor', rule: 'yaml-syntax', spec: 'openapi: *version #!\n' },
  { title: 'two documents in a file', rule: 'yaml-syntax', spec: 'a: 1 #!\n---\nb: 2\n' },
  { title: 'a NUL', rule: 'yaml-syntax', spec: 'a: \0 #!\n' },
  { title: 'nesting that has no end', rule: 'yaml-syntax', spec: `${'['.repeat(50_000)} #!` },
  { title: 'a list', rule: 'not-openapi', spec: '- a #!\n' },
  { title: 'a text', rule: 'not-openapi', spec: 'hello #!\n' },
  { title: 'another object', rule: 'not-openapi', spec: 'name: package #!\nversion: 1\n' },
  { title: 'nothing', rule: 'empty-file', spec: '' },
  { title: 'a comment only', rule: 'empty-file', spec: '# later #!\n' },
  { title: 'Swagger 2.0', rule: 'openapi-version', spec: "info: {}\nswagger: '2.0' #!\n" },
  { title: 'OpenAPI 3.2', rule: 'openapi-version', spec: 'info: {}\nopenapi: 3.2.0 #!\n' },
  { title: 'OpenAPI 30', rule: 'openapi-version', spec: 'info: {}\nopenapi: 30.1 #!\n' },
  {
    title: 'a version that is a number',
    rule: 'openapi-version',
    spec: `info: { title: a, version: '1' }\nopenapi: 3.0 #!\n${okPaths}`,
  },
  {
    title: 'a key that stands twice',
    rule: 'duplicate-key',
    spec: spec('paths:\n  /a: {}\n  /b: {}\n  /a: {} #!\n'),
  },
  { title: 'a JavaScript tag', rule: 'custom-tag', spec: 'openapi: !!js/function "x" #!\n' },
  { title: 'an own tag', rule: 'custom-tag', spec: 'openapi: !python/object:os.system [id] #!\n' },
  { title: 'binary data', rule: 'custom-tag', spec: `${spec(okPaths)}x-logo: !!binary aGVsbG8= #!\n` },
  { title: 'a number without an end', rule: 'plain-value', spec: `${spec(okPaths)}x-a: 1\nx-b: .inf #!\n` },
  { title: 'an anchor within itself', rule: 'alias-bomb', spec: `${spec(okPaths)}x-a: &a\n  b: *a #!\n` },
  { title: 'a key __proto__', rule: 'proto-key', spec: `${spec(okPaths)}x-a:\n  __proto__: {} #!\n` },
  {
    title: 'a key with a line break',
    rule: 'control-character',
    spec: `${spec(okPaths)}x-a:\n  "a\\nb": 1 #!\n`,
  },
];
testCases(
  cases.filter(({ spec }) => spec !== ''),
  'lenient',
  'error',
);

test('an empty file is refused as such', async () => {
  expect(await problemsOf('')).toMatchObject([{ rule: 'empty-file', line: 1, column: 1 }]);
});

test('aliases that stand for more elements than could ever be copied are refused', async () => {
  const levels = Array.from({ length: 30 }, (_, n) => `x-${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]\n`);
  const problems = await problemsOf(`${spec(okPaths)}x-0: &a0 [1]\n${levels.join('')}`);
  expect(problems).toMatchObject([{ rule: 'alias-bomb' }]);
});

test('aliases that nest without end are refused', async () => {
  const levels = Array.from({ length: 300 }, (_, n) => `  ${300 - n}: &a${n + 1} [*a${n}]\n`);
  expect(await problemsOf(`${spec(okPaths)}x-0: &a0 [1]\nx-a:\n${levels.join('')}`)).toMatchObject([
    { rule: 'alias-bomb' },
  ]);
});

test('merge keys that copy without end are refused', async () => {
  const wide = Array.from({ length: 200 }, (_, n) => `k${n}: 1`).join(', ');
  const many = Array.from({ length: 100 }, (_, n) => `x-m${n}: { <<: *a }\n`).join('');
  expect(await problemsOf(`${spec(okPaths)}x-a: &a { ${wide} }\n${many}`)).toMatchObject([
    { rule: 'merge-bomb' },
  ]);
});

test('a file over 10 MB is refused by its size alone', async () => {
  await inFolder({ 'pets.yaml': 'openapi: 3.0.3' }, async (folder) => {
    const file = path.join(folder, 'pets.yaml');
    await truncate(file, 50 * 1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    expect((await refusalOf(file)).problems).toMatchObject([{ rule: 'file-too-large' }]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * 1024 * 1024);
  });
});

test('a missing file, a folder and bytes that are not UTF-8 each get one sentence', async () => {
  await inFolder({}, async (folder) => {
    const missing = await refusalOf(path.join(folder, 'pets.yaml'));
    expect([missing.code, missing.message]).toEqual([
      'spec_unreadable',
      expect.stringMatching(/^There is no file/),
    ]);
    expect((await refusalOf(folder)).message).toMatch(/ is not a file\. /);
    expect((await refusalOf('pets\0.yaml')).code).toBe('spec_unreadable');
    await writeFile(path.join(folder, 'pets.yaml'), Buffer.from([0x61, 0xff, 0xfe]));
    expect((await refusalOf(path.join(folder, 'pets.yaml'))).problems).toMatchObject([{ rule: 'not-utf8' }]);
  });
});

test('JSON, a byte order mark and Windows line ends are read', async () => {
  const json = `{\n\t"openapi": "3.1.0", "info": {"title": "a", "version": "1"},\n\t"paths": {"/a": {"get": {"responses": {"200": {"description": "b"}}}}}\n}`;
  await inFolder(
    { 'a.json': json, 'b.yaml': `\uFEFF${spec(okPaths).replaceAll('\n', '\r\n')}` },
    async (folder) => {
      expect((await linted(path.join(folder, 'a.json'), 'lenient')).document.openapi).toBe('3.1.0');
      expect((await linted(path.join(folder, 'b.yaml'), 'lenient')).document.openapi).toBe('3.0.3');
    },
  );
});

test('what aliases share is copied, so that changing one place changes no other', async () => {
  const shared = `components:\n  schemas:\n    A: &a { type: string, enum: [x] }\n    B: *a\n`;
  await inFolder({ 'pets.yaml': spec(okPaths, shared) }, async (folder) => {
    const { document } = await linted(path.join(folder, 'pets.yaml'), 'lenient');
    const { A, B } = document.components!.schemas!;
    expect(A).toEqual(B);
    expect(A!.enum).not.toBe(B!.enum);
  });
});

test('a refusal lists file, line, column, rule and sentence, and no control characters of the input', async () => {
  await inFolder({ 'pets.yaml': `${spec()}paths: { "/a\\e[31m": {} }\n` }, async (folder) => {
    const file = path.join(folder, 'pets.yaml');
    const refusal = await refusalOf(file);
    expect(refusal.message).toContain(`${file}:3:10 error control-character The key`);
    expect(refusal.message).toContain('Fix these and run the command again.');
    expect(refusal.message).toContain('\\u001b[31m');
    expect(formatProblems(refusal.problems)).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
