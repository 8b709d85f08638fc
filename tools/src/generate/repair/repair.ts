import type { LintDocument } from '../lint/document.js';
import type { Finding } from '../openapi/finding.js';
import type { Changes } from './changes.js';

/** A repair of what one rule of the lint finds in somebody's document. */
export interface Repair {
  /** Its name, and the rule's. */
  readonly rule: string;
  /** Whether it changes what the other repairs look at: those that follow wait for the next round. */
  readonly isAlone?: boolean;
  /**
   * Changes the document where it has one right reading, or takes the harmless one of several, and says what it did.
   * What it leaves alone is refused by the rule.
   */
  apply(document: LintDocument, findings: readonly Finding[], changes: Changes): void;
}

/** A repair of each place that the rule finds, one by one. */
export function eachFinding(
  rule: string,
  apply: (finding: Finding, document: LintDocument, changes: Changes) => void,
): Repair {
  return {
    rule,
    apply(document, findings, changes) {
      for (const finding of findings) apply(finding, document, changes);
    },
  };
}

/** The same, of what the repairs that follow look at. */
export function aloneWithEach(...made: Parameters<typeof eachFinding>): Repair {
  return { ...eachFinding(...made), isAlone: true };
}
