import type { Tree } from '../../shared/tree.js';
import type { Session } from '../run/session.js';
import type { ClientView } from './view.js';

/** A client to be rendered. */
export interface RenderInput {
  readonly name: string;
  readonly view: ClientView;
  /** Path of `generator.json`, the options of this client alone; need not exist. */
  readonly options?: string | undefined;
}

/**
 * Renders the API classes of clients, and their index, with the templates of `tools/templates`: views in, files out. All
 * that the pipeline knows of the engine behind it.
 *
 * @returns name → path below `src/generated` → text.
 * @throws SetupError when the engine is missing, or failed, or left something out.
 */
export type Render = (
  clients: readonly RenderInput[],
  session: Session,
) => Promise<ReadonlyMap<string, Tree>>;
