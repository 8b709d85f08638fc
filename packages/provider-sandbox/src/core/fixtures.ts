import { Ajv, type ErrorObject } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { FixtureSchema } from './fixture-schema.js';

/** One rule that fixtures break. */
export interface FixtureProblem {
  /** Where, such as `customers[0].username`; `''` for the fixtures as a whole. */
  readonly path: string;
  /** What must be there, such as "must be string". */
  readonly rule: string;
}

/** Fixtures that a provider does not accept. The message says where and why, and holds none of their values. */
export class FixtureError extends Error {
  /** Identifies the error, even if the package was loaded twice. */
  override readonly name = 'FixtureError';
  /** Stable, for programs. */
  readonly code = 'fixture_invalid';
  /** All rules that they break. */
  readonly problems: readonly FixtureProblem[];

  constructor(provider: string, problems: readonly FixtureProblem[]) {
    const shown = problems.slice(0, shownAtMost).map(({ path, rule }) => `${path} ${rule}`.trim());
    const more = problems.length > shownAtMost ? ` (and ${problems.length - shownAtMost} more)` : '';
    super(`The fixtures of ${provider} are not valid: ${shown.join('; ')}${more}`);
    this.problems = problems;
  }
}

/** By its name: the package may be loaded twice, as ES modules and as CommonJS, and each has a class of its own. */
export function isFixtureError(error: unknown): error is FixtureError {
  return error instanceof Error && error.name === 'FixtureError';
}

const shownAtMost = 5;

/** Reads fixtures: a value from anywhere, such as a file. @throws FixtureError for what the provider does not accept. */
export type ReadFixtures<Fixtures> = (value: unknown) => Fixtures;

/**
 * Makes what reads the fixtures of one provider.
 *
 * @param schema Of each part by itself. Compiled when fixtures are first read.
 * @param problemsOf The rules between parts, such as ids that must differ.
 */
export function fixtureReader<Fixtures extends object>(
  provider: string,
  schema: FixtureSchema<Fixtures>,
  problemsOf: (fixtures: Fixtures) => readonly FixtureProblem[],
): ReadFixtures<Fixtures> {
  let validate: ReturnType<Ajv['compile']> | undefined;
  return (value) => {
    validate ??= new Ajv({ allErrors: true, formats: fullFormats, multipleOfPrecision: 6 }).compile(schema);
    if (validate(value) !== true) throw new FixtureError(provider, (validate.errors ?? []).map(problem));
    // A copy: what the caller changes later changes nothing here.
    const fixtures = structuredClone(value) as Fixtures;
    const problems = problemsOf(fixtures);
    if (problems.length > 0) throw new FixtureError(provider, problems);
    return fixtures;
  };
}

/** A problem for each item whose key an earlier item has. @param path Of the list, such as `customers`. */
export function repeated<Item>(
  path: string,
  member: string,
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): FixtureProblem[] {
  const seen = new Set<string>();
  return items.flatMap((item, at) => {
    const key = keyOf(item);
    if (key === undefined || !seen.has(key)) {
      if (key !== undefined) seen.add(key);
      return [];
    }
    return [{ path: `${path}[${at}].${member}`, rule: 'must differ from the ones before it' }];
  });
}

function problem({ keyword, instancePath, message = '', params }: ErrorObject): FixtureProblem {
  const path = pathOf(instancePath);
  if (keyword === 'additionalProperties')
    return { path: below(path, params.additionalProperty), rule: 'is not known' };
  if (keyword === 'required') return { path: below(path, params.missingProperty), rule: 'is missing' };
  if (keyword === 'enum') return { path, rule: `must be one of ${params.allowedValues.join(', ')}` };
  return { path, rule: message };
}

/** `/customers/0/username` is `customers[0].username`. */
function pathOf(instancePath: string): string {
  const parts = instancePath.split('/').slice(1);
  return parts.reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : below(path, part)), '');
}

function below(path: string, member: string): string {
  const name = member.length > 40 ? `${member.slice(0, 40)}…` : member;
  return path === '' ? name : `${path}.${name}`;
}
