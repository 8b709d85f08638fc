import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { SetupError } from '../../../shared/failure.js';

/** The generator this repository is made with, as `openapitools.json` pins it. */
export interface Pin {
  readonly version: string;
  /** Lower-case hexadecimal SHA-256 of the jar. The wrapper knows no such key and leaves it alone. */
  readonly sha256: string;
  /** Absolute path of the jar: where the npm wrapper, too, looks for it. */
  readonly jar: string;
  /** Where to fetch it from, if not from the wrapper's default; may hold `${groupId}`, `${artifactId}`, `${versionName}`. */
  readonly downloadUrl: string | undefined;
}

const wrapper = 'node_modules/@openapitools/openapi-generator-cli';

/** @throws SetupError when version or hash are not pinned exactly. */
export function readPin(root: string): Pin {
  const invalid = (what: string) => new SetupError('pin_invalid', `openapitools.json: ${what}.`);
  let settings: Record<string, unknown> | undefined;
  try {
    settings = JSON.parse(readFileSync(join(root, 'openapitools.json'), 'utf8'))['generator-cli'];
  } catch (error) {
    throw invalid(`cannot be read (${(error as Error).message})`);
  }
  const { version, sha256, storageDir } = settings ?? {};
  const repository = settings?.repository as { downloadUrl?: string } | undefined;
  if (typeof version !== 'string' || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw invalid('"generator-cli.version" must be an exact version, such as 7.25.0');
  }
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) {
    throw invalid('"generator-cli.sha256" must be the SHA-256 of the jar, in lower-case hexadecimal');
  }
  const folder =
    typeof storageDir === 'string'
      ? resolve(root, storageDir.replace(/^~/, homedir()))
      : join(root, wrapper, 'versions');
  return { version, sha256, jar: join(folder, `${version}.jar`), downloadUrl: repository?.downloadUrl };
}

/** The address the npm wrapper fetches from by default, as its own configuration schema states it. */
export function wrapperDownloadUrl(root: string): string {
  const schema = JSON.parse(readFileSync(join(root, wrapper, 'config.schema.json'), 'utf8'));
  return schema.properties['generator-cli'].properties.repository.downloadUrl.default;
}
