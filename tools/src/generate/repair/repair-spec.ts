import { append } from '../../shared/append.js';
import { byPlace, type Problem } from '../../shared/spec-error.js';
import { LintDocument } from '../lint/document.js';
import { concluded, located, resultsOf, type Spec } from '../lint/lint-spec.js';
import type { Finding } from '../openapi/finding.js';
import type { JsonObject, JsonValue } from '../openapi/json.js';
import { Origins } from '../read/origins.js';
import type { SourceFile } from '../read/read-file.js';
import type { ReadSpec } from '../read/read-spec.js';
import { Changes, type Done } from './changes.js';
import { repairs } from './repairs.js';

/** A repair may show what another rule has to say: of a list that was wrapped, of a parameter that was added. */
const roundsAtMost = 12;

/**
 * Repairs somebody's description where what is wrong has one right reading, or a harmless one, and holds the rest to the
 * rules. `spec` is handed over: its document is the result's.
 *
 * @throws SpecError `spec_refused` for what has no right reading
 */
export function repairSpec({ source, version, findings, origins: read }: ReadSpec): Spec {
  const root = source.value as JsonObject;
  const origins = new Origins(source, read);
  const texts = new Map<SourceFile, JsonValue>();
  const done: Done[] = [];
  for (let round = 1; ; round += 1) {
    const document = new LintDocument(root, version);
    const results = resultsOf(document, 'repaired', findings);
    const errors = results.filter(({ severity }) => severity === 'error');
    const changes = new Changes(root, origins, texts);
    if (errors.length > 0 && round < roundsAtMost) applyAll(document, errors, changes);
    if (changes.done.length === 0) {
      return { ...concluded(source, origins, results), repairs: placed(done) };
    }
    changes.finish();
    done.push(...changes.done);
  }
}

function applyAll(document: LintDocument, errors: readonly Finding[], changes: Changes): void {
  const byRule = new Map<string, Finding[]>();
  for (const finding of errors) {
    append(byRule, finding.rule, finding);
  }
  for (const repair of repairs) {
    const found = byRule.get(repair.rule);
    if (found !== undefined) repair.apply(document, found, changes.for(repair.rule));
    if (repair.isAlone === true && found !== undefined && changes.done.length > 0) return;
  }
}

function placed(done: readonly Done[]): Problem[] {
  return located(done.map((one) => ({ ...one, severity: 'warning' as const }))).sort(byPlace);
}
