/** What a description says of a name, wherever it has it. */
export interface DescribedName {
  /** Its values that are public: of enumerations, defaults and examples. */
  readonly texts: ReadonlySet<string>;
  /** Some value of that name is a number. */
  readonly isNumber: boolean;
  /** Some value of that name is a date, or a date and a time (RFC 3339). */
  readonly isDate: boolean;
}

/** What a description makes public: who shows calls shows nothing else. */
export interface Vocabulary {
  /** Names of members, parameters and headers as they are written. */
  readonly names: ReadonlySet<string>;
  /** @param name In whatever case. */
  describes(name: string): DescribedName | undefined;
  /** The fixed segments of paths. */
  readonly segments: ReadonlySet<string>;
}
