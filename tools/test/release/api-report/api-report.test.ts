import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiReports, reportPath } from '../../../src/release/api-report/report.js';
import { publishedPackages } from '../../../src/release/published-packages.js';
import { root } from '../../packages/pack.js';

describe('the public types of this repository', () => {
  let reports: Map<string, string>;
  beforeAll(async () => {
    reports = await apiReports(root);
  });

  test.each(publishedPackages(root))(
    '$name: its types are the reviewed ones (`npm run api-report` writes them down anew)',
    ({ folder }) => {
      const path = reportPath(root, folder);
      expect(reports.get(folder)).toBe(existsSync(path) ? readFileSync(path, 'utf8') : 'no report yet');
    },
  );
});

describe('a change', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-report-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The reports, without the line that names the package, of packages with one source each. */
  const reportsOf = async (sources: Record<string, string>): Promise<Record<string, string>> => {
    for (const [name, source] of Object.entries(sources)) {
      mkdirSync(join(folder, 'packages', name, 'src'), { recursive: true });
      const manifest = {
        name: `@acme/${name}`,
        version: '1.0.0',
        type: 'module',
        exports: { '.': { import: { types: './dist/index.d.ts' } } },
      };
      writeFileSync(join(folder, 'packages', name, 'package.json'), JSON.stringify(manifest));
      writeFileSync(join(folder, 'packages', name, 'src/index.ts'), source);
    }
    const reports = await apiReports(folder);
    return Object.fromEntries([...reports].map(([name, text]) => [name, text.replace(/^.*\n/, '')]));
  };

  test('of a public type shows in the report; of a comment or of what a function does, not', async () => {
    const reports = await reportsOf({
      before: '/** One. */\nexport function one(of: string): string {\n  return of;\n}\n',
      inside: '/** 1. */\nexport function one(of: string): string {\n  return `${of}`;\n}\n',
      outside: '/** One. */\nexport function one(of?: string): string {\n  return of ?? "";\n}\n',
    });
    expect(reports.before).toContain('export function one(of: string): string;');
    expect(reports.inside).toBe(reports.before);
    expect(reports.outside).not.toBe(reports.before);
  });

  test('to a type that is not found is refused, not reported as any', async () => {
    await expect(reportsOf({ one: "export type { Gone } from './gone.js';\n" })).rejects.toThrow(/gone/);
  });
});
