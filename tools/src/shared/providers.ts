import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from './failure.js';

/** One provider, and where its parts are. One name serves everywhere: `specs/<name>.yaml`, `packages/<name>-client`. */
export interface Provider {
  readonly name: string;
  /** Absolute path of the OpenAPI description. */
  readonly spec: string;
  /** The npm name of the client. */
  readonly packageName: string;
  /** Absolute path of the client package. */
  readonly folder: string;
  /** Absolute path of the generated sources; may not exist yet. */
  readonly generated: string;
  /** Absolute path of the generated pages about the client; may not exist yet. */
  readonly docs: string;
  /** Absolute path of what the sandbox carries of the description; `undefined` where it does not have this provider. */
  readonly embedded: string | undefined;
  /** Absolute path of `generator.json`, the options of this client alone; need not exist. */
  readonly options: string;
}

/** The root of this repository. */
export const repositoryRoot: string = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Whether a provider can be called so: lower-case words joined by hyphens, at most 64 characters, and nothing that
 * means a device on Windows, as the name is that of a file, a folder and a package.
 */
export function isProviderName(name: string): boolean {
  return (
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) &&
    name.length <= 64 &&
    !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(name)
  );
}

/**
 * Lists the providers, by name. This is the only code that knows the naming rule; there is no list to keep.
 *
 * @param root the repository.
 * @throws SetupError when a description has no client package, or a client package no description.
 */
export async function listProviders(root: string): Promise<Provider[]> {
  const names = await specNames(join(root, 'specs'));
  const clients = await clientNames(join(root, 'packages'));
  const problems = [
    ...names
      .filter((name) => !clients.has(name))
      .map((name) => `specs/${name}.yaml has no package: packages/${name}-client/package.json is missing.`),
    ...[...clients.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => `packages/${name}-client has no description: specs/${name}.yaml is missing.`),
    ...[...clients]
      .filter(([name, npmName]) => names.includes(name) && npmName.split('/').at(-1) !== `${name}-client`)
      .map(
        ([name, npmName]) =>
          `packages/${name}-client is named "${npmName}"; the name must end in ${name}-client.`,
      ),
  ];
  if (problems.length > 0) throw new SetupError('provider_mismatch', problems.join('\n'));
  return names.map((name) => providerAt(root, name, clients.get(name)!));
}

function providerAt(root: string, name: string, packageName: string): Provider {
  const folder = join(root, 'packages', `${name}-client`);
  const sandbox = join(root, 'packages', 'provider-sandbox', 'src');
  const isInSandbox = existsSync(join(sandbox, 'providers', name, 'registration.ts'));
  return {
    name,
    spec: join(root, 'specs', `${name}.yaml`),
    packageName,
    folder,
    generated: join(folder, 'src', 'generated'),
    docs: join(folder, 'docs'),
    embedded: isInSandbox ? join(sandbox, 'generated', `${name}.json`) : undefined,
    options: join(folder, 'generator.json'),
  };
}

async function specNames(folder: string): Promise<string[]> {
  if (!existsSync(folder))
    throw new SetupError('provider_mismatch', 'There is no specs folder: nothing to generate from.');
  const names: string[] = [];
  for (const file of (await readdir(folder)).sort()) {
    if (/\.yml$/i.test(file)) {
      throw new SetupError('provider_mismatch', `specs/${file} is not picked up: rename it to end in .yaml.`);
    }
    if (!file.endsWith('.yaml')) continue;
    const name = file.slice(0, -'.yaml'.length);
    if (!isProviderName(name)) {
      throw new SetupError(
        'provider_mismatch',
        `specs/${file}: a provider's name is lower-case words joined by "-", at most 64 characters.`,
      );
    }
    names.push(name);
  }
  return names;
}

/** Name → npm name. A folder without package.json, which a change of branch can leave, does not count. */
async function clientNames(folder: string): Promise<Map<string, string>> {
  const clients = new Map<string, string>();
  if (!existsSync(folder)) return clients;
  for (const entry of (await readdir(folder)).sort()) {
    const file = join(folder, entry, 'package.json');
    if (!entry.endsWith('-client') || !existsSync(file)) continue;
    clients.set(entry.slice(0, -'-client'.length), npmName(await readFile(file, 'utf8')));
  }
  return clients;
}

/** Empty for a file that is no JSON: its name is wrong then, too. */
function npmName(manifest: string): string {
  try {
    return (JSON.parse(manifest) as { name?: string }).name ?? '';
  } catch {
    return '';
  }
}
