import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { emitDeclarations } from '../emit-declarations.js';
import { publishedPackages } from '../release/published-packages.js';

/** Where the report of a package is committed: beside its README, and not published. */
export function reportPath(root: string, folder: string): string {
  return join(root, 'packages', folder, 'api-report.md');
}

/**
 * The public types of every published package of the repository at `root`, by folder: what its index gives, without
 * descriptions. The same sources give the same text, byte for byte. No built package is needed.
 *
 * The subpaths are not looked at apart: the index gives all they give.
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
    const configs = packages.map(({ folder, project }) => ({ folder, config: configOf(folder, project) }));
    // One program for all packages: the libraries and the runtime are read once.
    const [first, ...others] = configs.map(({ config }) => config);
    if (first === undefined) return new Map();
    const additionalEntryPoints = others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
    const compilerState = CompilerState.create(first, { additionalEntryPoints });
    return new Map(configs.map(({ folder, config }) => [folder, extract(config, compilerState)]));
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

function configOf(folder: string, projectFolder: string): ExtractorConfig {
  const reportFolder = join(projectFolder, 'report');
  mkdirSync(reportFolder);
  const configObject = {
    projectFolder,
    mainEntryPointFilePath: join(projectFolder, 'dist/index.d.ts'),
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
