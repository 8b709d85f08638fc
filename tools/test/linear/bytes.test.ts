import { embeddedSpec } from '../../src/generate/sandbox/embedded-spec.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { linted } from '../linted.js';
import { printed } from '../printed.js';
import { inFolder } from './pipeline.js';
import { shared } from './shared-shapes.js';

/*
 * Half of each description is one large part, the other half are places that refer to it or inherit it. Printed at each
 * place it would be their product. Bytes are counted, which no machine makes more or fewer.
 */
const characters = 10_000;
const times = 4;
/** In proportion it is 4, as a product 16. */
const atMost = 6;

/** What is printed of a description, in characters; or the rules that refuse it. */
async function printedOf(text: string): Promise<number | string> {
  return inFolder({ 'api.yaml': text }, async (file) => {
    try {
      const { document } = await linted(file, 'lenient');
      const { files, view, pages } = printed(document);
      const all = [...Object.values(files), ...Object.values(pages('@acme/a-client')), JSON.stringify(view)];
      return all.reduce((sum, one) => sum + one.length, embeddedOf(document).length);
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      return [...new Set(error.problems.map(({ rule }) => rule))].join(' ');
    }
  });
}

function embeddedOf(document: Parameters<typeof embeddedSpec>[0]): string {
  // The sandbox carries less of OpenAPI 3.1 than a client.
  return document.openapi.startsWith('3.0') ? embeddedSpec(document) : '';
}

const limits = /^(?:reference-size|alias-bomb|composition-size)$/;

test.each(shared)(
  'four times as much gives less than six times the output: $title',
  async ({ text, ends }) => {
    const large = await printedOf(text(times * characters));
    if (ends === 'refused') {
      expect(large).toMatch(limits);
      return;
    }
    const small = await printedOf(text(characters));
    expect([typeof small, typeof large]).toEqual(['number', 'number']);
    expect((large as number) / (small as number)).toBeLessThan(atMost);
  },
  60_000,
);

test.each(shared.filter(({ ends }) => ends === 'refused'))(
  'what a limit refuses is made where little of it is meant: $title',
  async ({ text }) => {
    expect(await printedOf(text(2000))).toEqual(expect.any(Number));
  },
);
