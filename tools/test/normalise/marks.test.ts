import { discriminatorMapping } from '../../src/generate/normalise/discriminator-mapping.js';
import { hasInt64, int64 } from '../../src/generate/normalise/int64.js';
import { openEnums } from '../../src/generate/normalise/open-enums.js';
import { expectFixture } from './fixture.js';
import { apply, documentOf } from './support.js';

test('string enums that a response can hold are open, constants and enums of requests are closed', () => {
  expectFixture(openEnums);
});

test('each member of a discriminated union has the values that mean it', () => {
  expectFixture(discriminatorMapping);
});

test('an int64 is marked unless its bounds fit a number', () => {
  expectFixture(int64);
});

test('a body is read for int64 if anything in it is one, also in circles', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const document = documentOf(
    {},
    {
      components: {
        schemas: {
          A: { type: 'object', properties: { b: ref('B') } },
          B: { type: 'object', properties: { a: ref('A'), ids: { type: 'array', items: ref('Id') } } },
          Id: { type: 'integer', format: 'int64' },
          C: { type: 'object', properties: { c: ref('C'), n: { type: 'integer', format: 'int32' } } },
        },
      },
    },
  );
  apply(int64, document);
  expect(hasInt64({ type: 'array', items: ref('A') }, document)).toBe(true);
  expect(hasInt64({ type: 'integer', 'x-int64': true }, document)).toBe(true);
  expect(hasInt64(ref('C'), document)).toBe(false);
  expect(hasInt64({}, document)).toBe(false);
});
