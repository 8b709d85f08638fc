import { keysOf } from '../openapi/json.js';
import { type LoaderState, Plain, parseYaml } from './yaml.js';

export interface Position {
  line: number;
  column: number;
}

interface Node {
  offset: number;
  kind: string | null;
  result: unknown;
  children: Node[];
  /** Of a mapping, made when first asked for: where the nodes of its keys are. */
  keys?: Map<string, number>;
}

/**
 * Finds lines and columns by JSON Pointer. Parses once more, with the parser that read the values, so make one only
 * when there is something to report.
 *
 * @param text must have parsed without an error, and have no byte order mark
 */
export class Positions {
  readonly #text: string;
  readonly #root: Node;
  /** Offsets at which lines start. */
  readonly #lines: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    const top: Node = { offset: 0, kind: null, result: undefined, children: [] };
    const open: Node[] = [top];
    const listener = (event: 'open' | 'close', state: LoaderState): void => {
      if (event === 'open') {
        const node: Node = { offset: state.position, kind: null, result: undefined, children: [] };
        open.at(-1)!.children.push(node);
        open.push(node);
      } else {
        close(open.pop()!, state);
      }
    };
    parseYaml(text, listener);
    this.#root = top.children[0] ?? top;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1))
      this.#lines.push(end + 1);
  }

  /** The place of a member's key or an element's start; of the nearest parent when the pointer leads nowhere. */
  at(pointer: string): Position {
    let node = this.#root;
    let offset = node.offset;
    for (const key of keysOf(pointer)) {
      const index = node.kind === 'mapping' ? keyIndex(node, key) : Number(key);
      const found = node.children[index];
      if (found === undefined) break;
      offset = found.offset;
      node = (node.kind === 'mapping' ? node.children[index + 1] : found) ?? found;
    }
    return this.#position(skipBlank(this.#text, offset));
  }

  #position(offset: number): Position {
    let line = 0;
    let beyond = this.#lines.length;
    while (beyond - line > 1) {
      const middle = (line + beyond) >> 1;
      if (this.#lines[middle]! <= offset) line = middle;
      else beyond = middle;
    }
    return { line: line + 1, column: offset - this.#lines[line]! + 1 };
  }
}

/** A mapping's children are its keys and values in turn; scalars have none. */
function close(node: Node, state: LoaderState): void {
  const only = node.children.length === 1 ? node.children[0]! : undefined;
  node.kind = state.kind;
  node.result = state.result;
  if (state.kind !== 'mapping' && state.kind !== 'sequence') {
    node.children = [];
  } else if (only !== undefined && only.result === state.result) {
    // js-yaml reads a flow collection as a possible key first, and keeps it as the node itself.
    node.children = only.children;
  }
}

function keyIndex(node: Node, key: string): number {
  if (node.keys === undefined) {
    node.keys = new Map();
    for (let index = 0; index < node.children.length; index += 2) {
      const { result } = node.children[index]!;
      if (typeof result !== 'object' || result === null || result instanceof Plain)
        node.keys.set(String(result), index);
    }
  }
  return node.keys.get(key) ?? -1;
}

function skipBlank(text: string, from: number): number {
  const blank = /(?:\s|#.*(?:\n|$))*/y;
  blank.lastIndex = from;
  blank.exec(text);
  return blank.lastIndex < text.length ? blank.lastIndex : from;
}
