import { jsonSchema } from '../../src/generate/openapi/json-schema.js';

describe('a schema of OpenAPI 3.0 as JSON Schema', () => {
  test('lets null through where it is nullable, also beside an enum', () => {
    expect(jsonSchema({ type: 'string', nullable: true })).toEqual({ type: ['string', 'null'] });
    expect(jsonSchema({ type: 'string', nullable: true, enum: ['a'] })).toEqual({
      type: ['string', 'null'],
      enum: ['a', null],
    });
  });

  test('ignores nullable without a type, as OpenAPI 3.0.3 does', () => {
    expect(jsonSchema({ nullable: true, enum: ['a'] })).toEqual({ enum: ['a'] });
  });

  test('has exclusive bounds as numbers', () => {
    expect(jsonSchema({ type: 'number', minimum: 1, exclusiveMinimum: true, maximum: 9 })).toMatchObject({
      exclusiveMinimum: 1,
      maximum: 9,
    });
    expect(jsonSchema({ type: 'number', maximum: 9, exclusiveMaximum: false })).toEqual({
      type: 'number',
      maximum: 9,
    });
  });

  test('keeps an example where nothing is checked against it', () => {
    expect(jsonSchema({ type: 'string', example: 'a' })).toEqual({ type: 'string', examples: ['a'] });
  });

  test('lets a value have several of the shapes of a oneOf', () => {
    expect(jsonSchema({ oneOf: [{ type: 'string', nullable: true }] })).toEqual({
      anyOf: [{ type: ['string', 'null'] }],
    });
  });

  test('has no prose, no extension and nothing beside a reference', () => {
    expect(jsonSchema({ type: 'string', title: 'T', description: 'D', readOnly: true, 'x-y': 1 })).toEqual({
      type: 'string',
    });
    expect(jsonSchema({ $ref: '#/components/schemas/A', description: 'D' })).toEqual({
      $ref: '#/components/schemas/A',
    });
  });

  test('keeps properties that are called like keywords', () => {
    expect(
      jsonSchema({ properties: { description: { type: 'string' }, example: { type: 'string' } } }),
    ).toEqual({
      properties: { description: { type: 'string' }, example: { type: 'string' } },
    });
  });

  test('is refused with a keyword that nobody has thought of', () => {
    expect(() => jsonSchema({ not: { type: 'string' } })).toThrow(
      /^What the sandbox carries cannot say `not`/,
    );
  });
});
