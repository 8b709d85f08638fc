import { lintSpec, type Spec } from '../src/generate/lint/lint-spec.js';
import type { RuleSet } from '../src/generate/lint/rules.js';
import { readSpec } from '../src/generate/read/read-spec.js';
import { repairSpec } from '../src/generate/repair/repair-spec.js';

/** A description read and held to a set of rules, with the files that it was read from. */
export async function linted(
  file: string,
  rules: RuleSet,
): Promise<Spec & { readonly files: readonly string[] }> {
  const spec = await readSpec(file);
  const held = rules === 'repaired' ? repairSpec(spec) : lintSpec(spec, rules);
  return { ...held, files: spec.files };
}
