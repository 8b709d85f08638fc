import type { Tree } from '../../shared/tree.js';
import type { RuleSet } from '../lint/rules.js';
import type { Tool } from './manifest.js';

/** A client to be made. */
export interface Job {
  readonly name: string;
  /** The npm name of the client: examples import from it. */
  readonly packageName: string;
  /** Path of the description. */
  readonly spec: string;
  /** The folder within which the description may refer to files. Default: its own. */
  readonly root?: string | undefined;
  readonly rules: RuleSet;
  /** Where the pages about the client are on the web, for links in comments. */
  readonly pagesUrl?: string;
  /** Path of `generator.json`; need not exist. */
  readonly options?: string | undefined;
  /** Whether the sandbox carries the description. */
  readonly isEmbedded?: boolean;
  readonly tool: Tool;
}

/** A client that was made, and that may now take its place. */
export interface Client {
  readonly name: string;
  /** Its sources, the manifest among them. */
  readonly sources: Tree;
  /** The pages about it. */
  readonly pages: Tree;
  /** What the sandbox carries of the description. */
  readonly embedded: string | undefined;
  /** The title of the description. */
  readonly title: string;
  readonly operations: number;
  readonly models: number;
  readonly warnings: number;
  /** How often a rule has repaired something in the description, by rule. */
  readonly repairs: ReadonlyMap<string, number>;
  /** From reading to printing; the engine and the compiler work for all clients at once. */
  readonly seconds: number;
}

/** What kept clients from being made, by their names. */
export class ClientsError extends AggregateError {
  override readonly name = 'ClientsError';
  readonly failures: ReadonlyMap<string, unknown>;

  constructor(failures: ReadonlyMap<string, unknown>) {
    super(failures.values(), `not made: ${[...failures.keys()].join(', ')}`);
    this.failures = failures;
  }
}

export function clients(count: number): string {
  return count === 1 ? '1 client' : `${count} clients`;
}
