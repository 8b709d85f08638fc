import { readFile } from 'node:fs/promises';
import { UsageError } from '../core/errors.js';
import { registrations } from '../generated/providers.js';

/**
 * Reads the file of `--fixtures`: JSON with the fixtures of each provider by its name. Whether a provider accepts them,
 * it says itself when it is made.
 *
 * @returns rejects with UsageError for a file that cannot be read, is not JSON, or names a provider there is not. By
 *   the key of the registration.
 */
export async function readFixturesFile(
  file: string,
): Promise<Readonly<Record<string, { fixtures: object }>>> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`--fixtures: ${file} cannot be read (${cause.code})`);
  });
  const keys = new Map(Object.entries(registrations).map(([key, { name }]) => [name as string, key]));
  return Object.fromEntries(
    Object.entries(objectIn(text, file)).map(([name, fixtures]) => {
      const key = keys.get(name);
      if (key !== undefined) return [key, { fixtures: fixtures as object }];
      throw new UsageError(
        `--fixtures: ${file} names an unknown provider; use ${[...keys.keys()].join(', ')}`,
      );
    }),
  );
}

function objectIn(text: string, file: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Below: the parser's message would show a part of the text.
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(
    `--fixtures: ${file} must be a JSON object with the name of a provider before its fixtures`,
  );
}
