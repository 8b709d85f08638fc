import * as yaml from 'js-yaml';

/** What the parser has just opened or closed. */
export interface LoaderState {
  readonly position: number;
  readonly kind: string | null;
  readonly result: unknown;
}

/** `types` is exported, and not declared. */
const { types } = yaml as unknown as {
  types: Record<'null' | 'bool' | 'int' | 'float' | 'merge' | 'binary' | 'omap' | 'pairs' | 'set', yaml.Type>;
};

/** A scalar that is no text, as it was written: a key is the text, and a value what it stands for. */
export class Plain {
  readonly text: string;
  readonly value: unknown;

  constructor(text: string, value: unknown) {
    this.text = text;
    this.value = value;
  }

  /** The parser makes keys of it. */
  toString(): string {
    return this.text;
  }

  get [Symbol.toStringTag](): string {
    return 'Plain';
  }
}

/** The type with scalars that know how they were written. */
function asWritten(name: 'null' | 'bool' | 'int' | 'float'): yaml.Type {
  const { resolve, construct } = types[name];
  return new yaml.Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve,
    construct: (text: string | null) => (text === null ? null : new Plain(text, construct(text))),
  });
}

/** YAML whose values are those of JSON: no dates, which a description would not mean. */
const schema = yaml.FAILSAFE_SCHEMA.extend({
  implicit: [asWritten('null'), asWritten('bool'), asWritten('int'), asWritten('float'), types.merge],
  explicit: [types.binary, types.omap, types.pairs, types.set],
});

/** YAML whose scalars are all texts, as they are written. */
const texts = yaml.FAILSAFE_SCHEMA.extend({
  implicit: [types.merge],
  explicit: [types.binary, types.omap, types.pairs, types.set],
});

/** Parses YAML that `parseYaml` has parsed; scalars stay texts as they are written, `1.0` as well. */
export function parseTexts(text: string): unknown {
  return yaml.load(text, { schema: texts });
}

/**
 * Parses YAML, and JSON as such.
 *
 * @param listener is told of each node as it opens and closes. With one, the scalars of the result are `Plain`.
 * @throws YAMLException for what is neither.
 */
export function parseYaml(
  text: string,
  listener?: (event: 'open' | 'close', state: LoaderState) => void,
): unknown {
  const loaded = yaml.load(text, { schema, ...(listener !== undefined && { listener: listener as never }) });
  return listener === undefined ? values(loaded) : loaded;
}

/** Values in the place of the scalars, which know how they were written. What aliases share is looked at once. */
function values(loaded: unknown): unknown {
  if (loaded instanceof Plain) return loaded.value;
  const seen = new Set<object>();
  const open: object[] = [];
  const enter = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    open.push(value);
  };
  enter(loaded);
  for (let owner = open.pop(); owner !== undefined; owner = open.pop()) {
    // What tags make is refused as such.
    if (!Array.isArray(owner) && Object.getPrototypeOf(owner) !== Object.prototype) continue;
    const fields = owner as Record<string, unknown>;
    for (const key of Object.keys(fields)) {
      const value = fields[key];
      if (value instanceof Plain) Object.defineProperty(fields, key, { value: value.value });
      else enter(value);
    }
  }
  return loaded;
}
