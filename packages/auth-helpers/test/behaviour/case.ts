/** A rule of the package, and what shows it: on any runtime, without a test framework. */
export interface BehaviourCase {
  /** The rule. */
  readonly title: string;
  /** Rejects when the rule is broken. */
  run(): Promise<void>;
}

/** @param subject What the rules are about; each title begins with it. */
export function cases(
  subject: string,
  rules: Readonly<Record<string, () => Promise<void>>>,
): readonly BehaviourCase[] {
  return Object.entries(rules).map(([rule, run]) => ({ title: `${subject}: ${rule}`, run }));
}
