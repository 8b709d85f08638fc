import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classArchive } from '../../src/generate/render/openapi-generator/class-archive.js';

let cache: string;
let work: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'archive-test-'));
  work = join(cache, 'work-1');
  mkdirSync(work);
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const java = { command: 'java', version: '17.0.15', release: 17 };
const jar = 'a'.repeat(64);
const archives = () => readdirSync(cache).filter((name) => name.startsWith('classes-'));

test('the first run only leaves a note, the second makes the archive, the third reads it', () => {
  const first = classArchive(cache, work, java, jar);
  expect(first.args).toEqual([]);
  first.keep();
  const second = classArchive(cache, work, java, jar);
  expect(second.args).toEqual([`-XX:ArchiveClassesAtExit=${join(work, 'classes.jsa')}`]);
  writeFileSync(join(work, 'classes.jsa'), '');
  second.keep();
  expect(classArchive(cache, work, java, jar).args).toEqual([
    `-XX:SharedArchiveFile=${join(cache, 'classes-17.0.15-aaaaaaaaaaaa.jsa')}`,
  ]);
});

test('a run that fails makes no archive', () => {
  classArchive(cache, work, java, jar).keep();
  classArchive(cache, work, java, jar);
  writeFileSync(join(work, 'classes.jsa'), 'half');
  expect(archives()).toEqual(['classes-17.0.15-aaaaaaaaaaaa.seen']);
});

test('a JVM that could not write one is no failure', () => {
  classArchive(cache, work, java, jar).keep();
  expect(() => classArchive(cache, work, java, jar).keep()).not.toThrow();
});

test('another Java or another generator has its own, and the old one goes', () => {
  writeFileSync(join(cache, 'classes-11.0.1-bbbbbbbbbbbb.jsa'), '');
  classArchive(cache, work, { ...java, version: '21.0.1' }, jar).keep();
  expect(archives()).toEqual(['classes-21.0.1-aaaaaaaaaaaa.seen']);
});

test('Java 11 and 12 cannot, and go without', () => {
  const archive = classArchive(cache, work, { ...java, version: '11.0.2', release: 11 }, jar);
  archive.keep();
  expect(archive.args).toEqual([]);
  expect(archives()).toEqual([]);
});
