import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { neededBy, readManifest } from '../../shared/package-manifest.js';
import { emitDeclarations } from '../emit-declarations.js';
import { publishedPackages } from '../published-packages.js';

/** Where the report of a package is committed: beside its README, and not published. */
export function reportPath(root: string, folder: string): string {
  return join(root, 'packages', folder, 'api-report.md');
}

/**
 * The public types of every published package of the repository at `root`, by folder: what its index gives, and then
 * what each of its other entries gives, without descriptions. The same sources give the same text, byte for byte. No
 * built package is needed.
 *
 * API classes are not looked at apart: the index of a client gives all that `./apis/*` gives.
 *
 * @throws Error when a declaration cannot be made, or does not compile.
 */
export async function apiReports(root: string): Promise<Map<string, string>> {
  const base = mkdtempSync(join(tmpdir(), 'api-report-'));
  try {
    const packages = publishedPackages(root).map((found) => ({
      ...found,
      project: join(base, 'packages', found.folder),
    }));
    for (const { folder, name, project } of packages) {
      await emitDeclarations(join(root, 'packages', folder, 'src'), join(project, 'dist'));
      cpSync(join(root, 'packages', folder, 'package.json'), join(project, 'package.json'));
      // Clients find the runtime as in a workspace. Below node_modules itself, API Extractor would report nothing.
      mkdirSync(dirname(join(base, 'node_modules', name)), { recursive: true });
      symlinkSync(project, join(base, 'node_modules', name), 'junction');
    }
    for (const { project } of packages) linkDependencies(root, project, join(base, 'node_modules'));
    const configs = packages.flatMap(({ folder, name, project }) =>
      entriesOf(project).map(([subpath, types]) => ({
        folder,
        specifier: posix.join(name, subpath),
        config: configOf(folder, project, types),
      })),
    );
    // One program for all packages: the libraries and the runtime are read once.
    const [first, ...others] = configs.map(({ config }) => config);
    if (first === undefined) return new Map();
    const additionalEntryPoints = others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
    const compilerState = CompilerState.create(first, { additionalEntryPoints });
    const reports = new Map<string, string>();
    for (const { folder, specifier, config } of configs) {
      const report = extract(config, compilerState).replace(
        /^(## API Report File for ").*"$/m,
        (_, start: string) => `${start}${specifier}"`,
      );
      reports.set(folder, [reports.get(folder), report].filter((part) => part !== undefined).join('\n'));
    }
    return reports;
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

/** What public types name of other packages is found where npm has installed it. */
function linkDependencies(root: string, project: string, modules: string): void {
  for (const name of neededBy(readManifest(project))) {
    const [installed, link] = [join(root, 'node_modules', name), join(modules, name)];
    if (existsSync(link) || !existsSync(installed)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(installed, link, 'junction');
  }
}

/** The subpaths of a package with the declarations they stand for: the index, and what is named one by one. */
function entriesOf(project: string): [subpath: string, types: string][] {
  const { exports = {} } = readManifest(project);
  return Object.entries(exports).flatMap(([subpath, target]): [string, string][] =>
    typeof target === 'string' || subpath.includes('*') ? [] : [[subpath, target.import.types]],
  );
}

function configOf(folder: string, projectFolder: string, types: string): ExtractorConfig {
  const reportFolder = join(projectFolder, 'report');
  mkdirSync(reportFolder, { recursive: true });
  const configObject = {
    projectFolder,
    mainEntryPointFilePath: join(projectFolder, types),
    compiler: { overrideTsconfig: { compilerOptions } },
    newlineKind: 'lf',
    apiReport: { enabled: true, reportFileName: folder, reportFolder, reportTempFolder: reportFolder },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      // A type that is reachable and not exported belongs into the report; how to write comments does not.
      extractorMessageReporting: {
        default: { logLevel: ExtractorLogLevel.None },
        'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
      },
    },
  } as const;
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: join(projectFolder, 'package.json'),
  });
}

function extract(config: ExtractorConfig, compilerState: CompilerState): string {
  const problems: string[] = [];
  const { errorCount } = Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
      // How others' declarations compile without the DOM library is not ours to report.
      if (message.sourceFilePath?.includes('/node_modules/')) message.logLevel = ExtractorLogLevel.None;
      if (message.logLevel === ExtractorLogLevel.Error) problems.push(message.text);
    },
  });
  if (errorCount > 0) throw new Error(`no API report of ${config.packageFolder}:\n${problems.join('\n')}`);
  return readFileSync(config.reportFilePath, 'utf8');
}

const compilerOptions = {
  target: 'es2022',
  module: 'node16',
  moduleResolution: 'node16',
  lib: ['es2022'],
  strict: true,
  exactOptionalPropertyTypes: true,
  types: ['node'],
  typeRoots: [dirname(dirname(createRequire(import.meta.url).resolve('@types/node/package.json')))],
};
