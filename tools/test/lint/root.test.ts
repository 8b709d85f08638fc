import path from 'node:path';
import { lintSpec } from '../../src/generate/lint/lint-spec.js';
import { readSpec, specFiles } from '../../src/generate/read/read-spec.js';
import { inFolder } from './fixtures/cases.js';

const files = {
  'api/spec.yaml': `openapi: 3.0.3
info: { title: Cards, version: '1' }
paths:
  /cards:
    get:
      responses:
        '200':
          description: Cards
          content: { application/json: { schema: { $ref: '../common/money.yaml#/Money' } } }
`,
  'common/money.yaml': 'Money: { type: object, properties: { deep: { $ref: ../../outside.yaml } } }\n',
  'common/plain.yaml': 'Money: { type: string }\n',
};

test('a file beside the folder of the description is refused, and the refusal names --root', async () => {
  await inFolder(files, async (folder) => {
    const spec = await readSpec(path.join(folder, 'api/spec.yaml'));
    expect(() => lintSpec(spec, 'lenient')).toThrow(/ref-outside .*--root/);
  });
});

test('with --root it is read, and is one of the files that the client is made from', async () => {
  const inside = { ...files, 'common/money.yaml': files['common/plain.yaml'] };
  await inFolder(inside, async (folder) => {
    const file = path.join(folder, 'api/spec.yaml');
    const spec = await readSpec(file, folder);
    const read = ['api/spec.yaml', 'common/money.yaml'].map((name) => path.join(folder, name));
    expect(spec.files).toEqual(read);
    expect(await specFiles(file, folder)).toEqual(read);
    expect(lintSpec(spec, 'lenient').document.components?.schemas).toEqual({ Money: { type: 'string' } });
  });
});

test('nothing outside the folder of --root is read, also by a file that is in it', async () => {
  await inFolder(files, async (folder) => {
    const spec = await readSpec(path.join(folder, 'api/spec.yaml'), folder);
    expect(() => lintSpec(spec, 'lenient')).toThrow(/common\/money\.yaml:1:\d+ error ref-outside/);
  });
});

test('a description outside the folder of --root is refused', async () => {
  await inFolder(files, async (folder) => {
    const read = readSpec(path.join(folder, 'api/spec.yaml'), path.join(folder, 'common'));
    await expect(read).rejects.toMatchObject({
      code: 'spec_refused',
      message: expect.stringContaining('--root'),
    });
  });
});
