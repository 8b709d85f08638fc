import { discriminatorMapping } from '../../src/generate/normalise/discriminator-mapping.js';
import { expectFixture } from './fixture.js';

test('each member of a discriminated union has the values that mean it', () => {
  expectFixture(discriminatorMapping);
});
