import { invalid } from './errors.js';

type Given<Options, Name extends keyof Options> = {
  readonly [Key in Name]-?: Exclude<Options[Key], undefined>;
};

/**
 * The credentials of a helper: what its options give or, where they give none of them, what the environment has.
 *
 * Never a mix. With the id of one account and the secret of another, a login would fail and count, or a secret would
 * go to somebody else's server.
 *
 * @param names Options. The variable of `merchantId` of `commerce-connect` is `COMMERCE_CONNECT_MERCHANT_ID`.
 * @throws ConfigurationError when a part is missing. It names options and variables, never a value.
 */
export function givenOrFromEnvironment<Options extends object, Name extends string & keyof Options>(
  provider: string,
  options: Options,
  names: readonly Name[],
): Given<Options, Name> {
  const all = isGiven(provider, options, names) ? options : fromEnvironment(provider, names);
  return all as Given<Options, Name>;
}

/** Whether the options give the credentials. @throws ConfigurationError where they give a part of them. */
export function isGiven<Options extends object>(
  provider: string,
  options: Options,
  names: readonly (string & keyof Options)[],
): boolean {
  const missing = names.filter((name) => options[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return missing.length === 0;
  throw invalid(
    provider,
    `give ${listed(missing)} too: only without ${listed(names)} the environment is read`,
  );
}

export interface EnvironmentOptions<Optional extends string> {
  /** What the environment may lack. */
  readonly optional?: readonly Optional[];
  /** The options to give instead, for errors. Default: those of `names`. */
  readonly instead?: readonly string[];
}

/**
 * Reads `process.env`, at no other time than this.
 *
 * @throws ConfigurationError that names the variables which are missing or empty, or have white space at an end, as a
 * file has a line break; and where there is no environment.
 */
export function fromEnvironment<Name extends string, Optional extends string = never>(
  provider: string,
  names: readonly Name[],
  { optional = [], instead = names }: EnvironmentOptions<Optional> = {},
): Readonly<Record<Name, string> & Partial<Record<Optional, string>>> {
  const advice = `or give ${listed(instead)}`;
  const variables = new Map<string, string>(
    [...names, ...optional].map((name) => [name, variableOf(provider, name)]),
  );
  const values = readAll(provider, variables, advice);
  const isRight = (name: string): boolean => {
    const value = values.get(name);
    return value === undefined ? optional.includes(name as Optional) : isText(value);
  };
  const wrong = [...variables].filter(([name]) => !isRight(name)).map(([, variable]) => variable);
  if (wrong.length > 0) {
    const rule = `set ${listed(wrong)} in the environment, not empty and without white space at an end`;
    throw invalid(provider, `${rule}, ${advice}`);
  }
  const found = [...values].filter(([, value]) => value !== undefined);
  return Object.fromEntries(found) as Readonly<Record<Name, string> & Partial<Record<Optional, string>>>;
}

function readAll(
  provider: string,
  variables: ReadonlyMap<string, string>,
  advice: string,
): ReadonlyMap<string, unknown> {
  const environment = processEnvironment();
  const all = listed([...variables.values()]);
  if (environment === undefined) {
    throw invalid(provider, `there is no process.env here that has ${all}: ${advice.slice('or '.length)}`);
  }
  try {
    return new Map([...variables].map(([name, variable]) => [name, environment[variable]]));
  } catch (cause) {
    // Deno asks for a permission.
    throw invalid(provider, `${all} cannot be read from the environment: permit it, ${advice}`, cause);
  }
}

function processEnvironment(): Readonly<Record<string, unknown>> | undefined {
  try {
    return globalThis.process?.env;
  } catch {
    return undefined;
  }
}

/** `partnerId` of `finicity` is `FINICITY_PARTNER_ID`. */
function variableOf(provider: string, name: string): string {
  const words = `${provider}_${name}`.replaceAll('-', '_').replaceAll(/[A-Z]/g, '_$&');
  return words.toUpperCase();
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.trim() === value;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
