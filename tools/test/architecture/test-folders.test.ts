import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';

const foldersOf = (...path: string[]): string[] =>
  readdirSync(join(repositoryRoot, 'tools', ...path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Folders of tests about something that is in no folder of the sources. */
const topics = [
  ...['architecture', 'busy', 'cli', 'end-to-end', 'hostile', 'linear', 'packages', 'platforms', 'readme'],
  ...['regression', 'security', 'templates', 'workerd', 'workflows'],
];
const areas = foldersOf('src').filter((name) => name !== 'generate');
const steps = foldersOf('src', 'generate');

test('a folder of tests is called like an area or a step of the pipeline that it tests, or is a topic', () => {
  expect(foldersOf('test').filter((name) => ![...areas, ...steps, ...topics].includes(name))).toEqual([]);
  expect(topics.filter((name) => !foldersOf('test').includes(name))).toEqual([]);
});

test.each(areas.filter((area) => foldersOf('test').includes(area)))(
  'the folders of tests below %s are those of its sources',
  (area) => {
    const sources = foldersOf('src', area);
    expect(foldersOf('test', area).filter((name) => !sources.includes(name))).toEqual([]);
  },
);
