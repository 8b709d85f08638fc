import { readFileSync } from 'node:fs';
import { generatedHeader } from '../../src/generate/render/client-files.js';
import { sourceOf } from '../../src/print/code.js';

test('files from the templates and files of our own begin with the same two lines', () => {
  const template = readFileSync(new URL('../../templates/licenseInfo.mustache', import.meta.url), 'utf8');
  expect(sourceOf(generatedHeader).trim()).toBe(template.trim());
});
