import { byPlace, type Problem, refuse } from '../../shared/spec-error.js';
import type { OpenApiDocument } from '../openapi/document.js';
import type { Finding } from '../openapi/finding.js';
import { isObject, type JsonObject, type JsonValue, keysOf, valueAt } from '../openapi/json.js';
import type { Version } from '../openapi/object-types.js';
import type { Origin } from '../read/bundle.js';
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
}

/**
 * Holds a description to a set of rules. `spec` is handed over: its document is the result's.
 *
 * @throws SpecError `spec_refused` for what breaks them, with file, line, column and rule of each problem
 */
export function lintSpec({ source, version, findings, origins }: ReadSpec, set: RuleSet): Spec {
  const results = resultsOf(source.value as JsonObject, version, set, findings);
  const problems = locate(results, source, origins);
  if (problems.some(({ severity }) => severity === 'error')) throw refuse(source.file, problems);
  for (const { rule, pointer } of results) if (rule === 'empty-value') remove(source.value, pointer);
  return { document: source.value as unknown as OpenApiDocument, warnings: problems.sort(byPlace) };
}

/** What a rule set says of a document that is an object with `openapi`, and of the problems found before. */
function resultsOf(
  root: JsonObject,
  version: Version,
  set: RuleSet,
  before: readonly Finding[],
): LintResult[] {
  const document = new LintDocument(root, version);
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
  const results = findings.flatMap((finding): LintResult[] => {
    const severity = rules[finding.rule]?.[set] ?? 'error';
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
  const errors = results.filter(({ severity }) => severity === 'error');
  return (errors.length > 0 ? errors : results).slice(0, reportedAtMost);
}

/** `required:` without a value means that there is no such field. */
function remove(root: JsonValue, pointer: string): void {
  const owner = valueAt(root, pointer.slice(0, pointer.lastIndexOf('/')));
  if (isObject(owner)) delete owner[keysOf(pointer).at(-1)!];
}

export interface LintResult extends Finding {
  readonly severity: 'error' | 'warning';
}

/** Lines and columns for what the lint found; a source is parsed again only when it has a problem. */
export function locate(
  results: readonly LintResult[],
  spec: SourceFile,
  origins: readonly Origin[],
): Problem[] {
  const positions = new Map<SourceFile, Positions>();
  // Of two of one place the first brought the second in.
  const byPointer = new Map([...origins].reverse().map((origin) => [origin.pointer, origin]));
  return results.map(({ pointer, ...rest }) => {
    const origin = nearest(byPointer, pointer);
    const source = origin?.source ?? spec;
    const at = origin === undefined ? pointer : origin.at + pointer.slice(origin.pointer.length);
    const found = positions.get(source) ?? new Positions(source.text);
    positions.set(source, found);
    return { file: source.file, ...found.at(at), ...rest };
  });
}

/** The innermost part that a pointer is in. */
function nearest(origins: ReadonlyMap<string, Origin>, pointer: string): Origin | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const origin = origins.get(pointer.slice(0, end));
    if (origin !== undefined) return origin;
  }
  return undefined;
}
