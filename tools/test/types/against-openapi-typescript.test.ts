import openapiTS, { astToString } from 'openapi-typescript';
import { compile, compilers } from './compile.js';
import { modelsOf, normalised } from './triggers.js';

/** Where our types differ from those of openapi-typescript 7.13, and why. All others are the same type. */
const differences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'triggers.yaml': {
    PropertiesBesideAnyOf: 'it makes properties one more member of the union',
    AlternativeRequired: 'it drops a part that only requires',
    AllOfRequiredOnly: 'it drops a part that only requires',
    ArrayOfAllOfArrays: 'it drops one of the two dimensions',
    Cat: 'it replaces the discriminator in the member, for every use of it',
    Dog: 'as Cat',
    AnyOfMembers: 'as Cat',
    UnmappedPet: 'it then has the last union’s values for all',
    Circle: 'it replaces the enum by the key of the mapping, which the server never sends',
    Square: 'as Circle',
    MismatchedShape: 'as Circle',
    Created: 'it replaces the discriminator in the member',
    Deleted: 'as Created',
    Parent: 'it adds the name of the schema as value of an inherited discriminator',
    ParentBase: 'as Parent',
    Child: 'as Parent',
    TypedRest: 'its index signature does not fit the declared members: no such object can be written',
    TypedRestSame: 'as TypedRest, for an optional member',
    EventKind: 'we print open enums',
    OpenLevel: 'we print open enums',
    OpenColour: 'we print open enums',
    BigId: 'we print Int64',
    Closed: 'it has the values of members that there are none of as unknown',
    Numbers: 'we print Int64',
    Upload: 'we print Blob',
  },
  'triggers-3.1.yaml': {
    NullConst: 'it has unknown for a null constant',
    NullableAllOf: 'it loses null beside a reference',
    Opening: 'it wants all items, though minItems says that fewer will do',
    PairAndMore: 'it drops the items after the first ones',
    BigOrNull: 'we print Int64',
    Picture: 'we print Blob',
  },
};

test.each(Object.keys(differences))(
  '%s: the types are those of openapi-typescript, but for known reasons',
  async (file) => {
    const document = normalised(file);
    const schemas = structuredClone(document.components!.schemas!);
    const names = Object.keys(schemas);
    const { openapi, info } = document;
    const source = { openapi, info, paths: {}, components: { schemas } };
    const other = astToString(
      await openapiTS(source as never, {
        emptyObjectsUnknown: true,
        defaultNonNullable: false,
        silent: true,
      }),
    );
    const lines = names.map(
      (name) => `export const _${name}: Same<own.${name}, components['schemas']['${name}']> = true;`,
    );
    const head = [
      "import type * as own from './own.js';",
      "import type { components } from './other.js';",
      'type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;',
    ];
    const said = await compile(compilers[0]![1], {
      'own.ts': modelsOf(document),
      'other.ts': other,
      'same.ts': [...head, ...lines].join('\n'),
    });
    const different = Array.from(
      said.matchAll(/same\.ts\((\d+),/g),
      ([, line]) => names[Number(line) - head.length - 1],
    );
    expect(different.sort()).toEqual(Object.keys(differences[file]!).sort());
  },
);
