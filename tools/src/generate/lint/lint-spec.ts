import { byPlace, type Problem, refuse } from '../../shared/spec-error.js';
import type { OpenApiDocument } from '../openapi/document.js';
import type { Finding } from '../openapi/finding.js';
import { isObject, type JsonObject, type JsonValue, keysOf, parentOf, valueAt } from '../openapi/json.js';
import { Origins, type Written } from '../read/origins.js';
import { reportedAtMost } from '../read/plain-json.js';
import { Positions } from '../read/positions.js';
import type { SourceFile } from '../read/read-file.js';
import type { ReadSpec } from '../read/read-spec.js';
import { LintDocument } from './document.js';
import { bounds, type RuleSet, rules } from './rules.js';

/** A description that has passed the lint. */
export interface Spec {
  /** Plain JSON values, in which nothing is shared. */
  readonly document: OpenApiDocument;
  readonly warnings: readonly Problem[];
  /** What was repaired before it passed: where, by which rule, and what was done. */
  readonly repairs?: readonly Problem[];
}

/**
 * Holds a description to a set of rules. `spec` is handed over: its document is the result's.
 *
 * @throws SpecError `spec_refused` for what breaks them, with file, line, column and rule of each problem
 */
export function lintSpec({ source, version, findings, origins }: ReadSpec, set: RuleSet): Spec {
  const document = new LintDocument(source.value as JsonObject, version);
  return concluded(source, new Origins(source, origins), resultsOf(document, set, findings));
}

/** @throws SpecError `spec_refused` when there are errors among the results. */
export function concluded(source: SourceFile, origins: Origins, results: readonly LintResult[]): Spec {
  const errors = results.filter(({ severity }) => severity === 'error');
  const told = (errors.length > 0 ? errors : results).slice(0, reportedAtMost);
  const problems = located(told.map((result) => ({ ...result, ...origins.of(result.pointer) })));
  if (problems.some(({ severity }) => severity === 'error')) throw refuse(source.file, problems);
  for (const { rule, pointer } of results) if (rule === 'empty-value') remove(source.value, pointer);
  return { document: source.value as unknown as OpenApiDocument, warnings: problems.sort(byPlace) };
}

/** What a rule set says of a document that is an object with `openapi`, and of the problems found before. */
export function resultsOf(document: LintDocument, set: RuleSet, before: readonly Finding[]): LintResult[] {
  const findings = [...before, ...document.structure];
  const apply = (rule: string): void => {
    rules[rule]!.check?.(document, (pointer, message) => findings.push({ rule, pointer, message }));
  };
  for (const rule of bounds) apply(rule);
  // What goes beyond a bound is not looked at any further.
  if (!findings.some(({ rule }) => bounds.includes(rule))) {
    for (const [rule, { [set]: level }] of Object.entries(rules)) {
      if (level !== 'off' && !bounds.includes(rule)) apply(rule);
    }
  }
  return findings.flatMap((finding): LintResult[] => {
    const rule = rules[finding.rule];
    const severity = rule?.[set] ?? 'error';
    if (severity === 'off') return [];
    const taken = set === 'repaired' && severity === 'warning' ? rule?.taken : undefined;
    return [{ ...finding, severity, ...(taken !== undefined && { message: taken }) }];
  });
}

/** `required:` without a value means that there is no such field. */
function remove(root: JsonValue, pointer: string): void {
  const owner = valueAt(root, parentOf(pointer));
  if (isObject(owner)) delete owner[keysOf(pointer).at(-1)!];
}

export interface LintResult extends Finding {
  readonly severity: 'error' | 'warning';
}

/** A finding, and where it was written. */
type Placed = Pick<LintResult, 'rule' | 'message' | 'severity'> & Written;

/** Lines and columns; a source is parsed again only when it has a problem. */
export function located(placed: readonly Placed[]): Problem[] {
  const positions = new Map<SourceFile, Positions>();
  return placed.map(({ source, at, rule, message, severity }) => {
    const found = positions.get(source) ?? new Positions(source.text);
    positions.set(source, found);
    return { file: source.file, ...found.at(at), rule, message, severity };
  });
}
