import type { Tree } from '../shared/tree.js';
import type { Spec } from './lint/lint-spec.js';
import type { RuleSet } from './lint/rules.js';
import type { ApiModel } from './model/model.js';
import type { Normalised } from './normalise/normalise.js';
import type { OpenApiDocument } from './openapi/document.js';
import type { checkTrees } from './output/check.js';
import type { ListedClient } from './pages/clients-table.js';
import type { ReadSpec } from './read/read-spec.js';
import type { ClientView, Render } from './render/view.js';

/** The steps from a description to a client, in order; replaced in tests. */
export interface Steps {
  /** The description and all files it refers to, without judging them. */
  specFiles(file: string, root?: string): Promise<readonly string[]>;
  /** @param root the folder within which it may refer to files. Default: its own. */
  read(file: string, root?: string): Promise<ReadSpec>;
  /** Holds the description to the rules; `repaired` repairs it first. */
  lint(spec: ReadSpec, rules: RuleSet): Promise<Spec>;
  /** What the sandbox carries. */
  embed(document: OpenApiDocument): Promise<string>;
  /** @param name what the client's class is named after. */
  normalise(document: OpenApiDocument, name: string): Promise<Normalised>;
  model(normalised: Normalised): Promise<ApiModel>;
  /** The files that we print ourselves: models, errors, security, servers. */
  files(model: ApiModel): Promise<Tree>;
  pages(model: ApiModel, packageName: string): Promise<Tree>;
  /** The README of the repository with its table of clients. */
  readme(text: string, clients: readonly ListedClient[]): Promise<string>;
  /** What the templates print. */
  view(model: ApiModel, pagesUrl: string | undefined): Promise<ClientView>;
  /** The files that the templates make, of all clients at once. */
  render: Render;
  /** Compiles all clients at once. */
  check: typeof checkTrees;
}

/** The real steps. Each is loaded when it is first needed: a run that finds all cached needs few of them. */
export const steps: Steps = {
  specFiles: async (file, root) => (await import('./read/read-spec.js')).specFiles(file, root),
  read: async (file, root) => (await import('./read/read-spec.js')).readSpec(file, root),
  lint: async (spec, rules) =>
    rules === 'repaired'
      ? (await import('./repair/repair-spec.js')).repairSpec(spec)
      : (await import('./lint/lint-spec.js')).lintSpec(spec, rules),
  embed: async (document) => (await import('./sandbox/embedded-spec.js')).embeddedSpec(document),
  normalise: async (document, name) => (await import('./normalise/normalise.js')).normalise(document, name),
  model: async (normalised) => (await import('./model/model.js')).modelOf(normalised),
  files: async (model) => (await import('./render/client-files.js')).printClientFiles(model),
  pages: async (model, packageName) =>
    (await import('./pages/print-pages.js')).printPages(model, packageName),
  readme: async (text, listed) => (await import('./pages/clients-table.js')).withClientsTable(text, listed),
  view: async (model, pagesUrl) => (await import('./render/view.js')).clientView(model, pagesUrl),
  render: async (clients, session) =>
    (await import('./render/openapi-generator/engine.js')).runGenerator(clients, session),
  check: async (trees, session) => (await import('./output/check.js')).checkTrees(trees, session),
};
