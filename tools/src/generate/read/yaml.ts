import * as yaml from 'js-yaml';

/** What the parser has just opened or closed. */
export interface LoaderState {
  readonly position: number;
  readonly kind: string | null;
  readonly result: unknown;
}

/** `types` is exported, and not declared. */
const { types } = yaml as unknown as {
  types: Record<'merge' | 'binary' | 'omap' | 'pairs' | 'set', yaml.Type>;
};

/** YAML whose values are those of JSON: no dates, which a description would not mean. */
const schema = yaml.JSON_SCHEMA.extend({
  implicit: [types.merge],
  explicit: [types.binary, types.omap, types.pairs, types.set],
});

/**
 * Parses YAML, and JSON as such.
 *
 * @param listener is told of each node as it opens and closes.
 * @throws YAMLException for what is neither.
 */
export function parseYaml(
  text: string,
  listener?: (event: 'open' | 'close', state: LoaderState) => void,
): unknown {
  return yaml.load(text, { schema, ...(listener !== undefined && { listener: listener as never }) });
}
