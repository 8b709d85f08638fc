import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findJava } from '../../src/generate/render/openapi-generator/java.js';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'java-test-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A Java home whose `java -version` says this on stderr; with a `release` file if asked for. */
function javaHome(name: string, says: string, release?: string): string {
  const home = join(folder, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin', 'java'), `#!/bin/sh\n${says}\n`);
  chmodSync(join(home, 'bin', 'java'), 0o755);
  if (release !== undefined)
    writeFileSync(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${release}"\n`);
  return home;
}

const version = (text: string) => `echo 'openjdk version "${text}" 2021-01-01' >&2`;

test('JAVA_HOME goes before the PATH', async () => {
  const home = javaHome('home', version('21.0.1'));
  const path = join(javaHome('path', version('17.0.1')), 'bin');
  expect(await findJava({ JAVA_HOME: home, PATH: path })).toEqual({
    command: join(home, 'bin', 'java'),
    version: '21.0.1',
    release: 21,
  });
});

test('on the PATH, links are followed to the runtime they mean', async () => {
  const home = javaHome('home', 'exit 7', '17.0.15');
  mkdirSync(join(folder, 'links'));
  symlinkSync(join(home, 'bin', 'java'), join(folder, 'links', 'java'));
  const found = await findJava({ PATH: [join(folder, 'nothing'), join(folder, 'links')].join(delimiter) });
  expect(found).toEqual({ command: join(home, 'bin', 'java'), version: '17.0.15', release: 17 });
});

test.each([
  ['11.0.2', 11],
  ['26-ea', 26],
  ['25', 25],
])('Java %s is new enough', async (text, release) => {
  expect(await findJava({ JAVA_HOME: javaHome('home', version(text)), PATH: '' })).toMatchObject({ release });
});

test('the noise of JAVA_TOOL_OPTIONS does not hide the version', async () => {
  const says = `echo 'Picked up JAVA_TOOL_OPTIONS: -Dversion "1"' >&2; ${version('17.0.1')}`;
  expect(await findJava({ JAVA_HOME: javaHome('home', says), PATH: '' })).toMatchObject({ release: 17 });
});

test.each([
  ['1.8.0_402', 8],
  ['9.0.4', 9],
])('Java %s is refused as too old, with the remedy', async (text) => {
  await expect(findJava({ JAVA_HOME: javaHome('home', version(text)), PATH: '' })).rejects.toMatchObject({
    code: 'java_too_old',
    message: expect.stringMatching(
      `^Java ${text.replaceAll('.', '\\.')} is too old for the generator\\. Install a Java runtime, 11 or newer`,
    ),
  });
});

test.each([
  [
    'there is none on the PATH',
    () => ({ PATH: folder }),
    'There is no Java on the PATH. The generator needs one. Install',
  ],
  [
    'JAVA_HOME leads nowhere',
    () => ({ JAVA_HOME: folder, PATH: '' }),
    'JAVA_HOME is set, but has no bin/java.',
  ],
  [
    'it does not run',
    () => ({ JAVA_HOME: javaHome('h', 'exit 1'), PATH: '' }),
    'The Java that was found does not run.',
  ],
  [
    'it is something else',
    () => ({ JAVA_HOME: javaHome('h', 'echo hi'), PATH: '' }),
    'The Java that was found does not tell its version.',
  ],
])('no Java is told in a sentence: %s', async (_what, env, message) => {
  await expect(findJava(env())).rejects.toMatchObject({
    code: 'java_missing',
    message: expect.stringContaining(message),
  });
});
