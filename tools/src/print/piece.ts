import { unprintable } from './code.js';

/*
 * For the builders of this folder alone: no other module imports the makers, which a test of the sources holds. So what
 * a page is made of has passed through a builder, and no text of a description reaches a page without its escapes.
 */

let makeInline: (source: string) => Inline;
let makeBlock: (source: string) => Block;
let read: (piece: Inline | Block) => string;

/** A piece of Markdown that a builder has printed. Nothing turns it into a string but `page`. */
abstract class Piece {
  readonly #source: string;

  protected constructor(source: string) {
    this.#source = source;
  }

  /** Whether there is nothing to be seen. */
  get isEmpty(): boolean {
    return this.#source === '';
  }

  /** A template literal, `+` and JSON would make text of it, which could then go anywhere. */
  toString(): never {
    throw unprintable('a text', this);
  }

  toJSON(): never {
    return this.toString();
  }

  static {
    read = (piece) => {
      if (typeof piece !== 'object' || piece === null || !(#source in piece)) {
        throw unprintable('printed Markdown', piece);
      }
      return piece.#source;
    };
  }
}

/** Markdown of one line, good in a table cell, too: no line end and no `|` of a description is raw in it. */
export class Inline extends Piece {
  declare readonly kind: 'inline';
  static {
    makeInline = (source) => new Inline(source);
  }
}

/** Markdown that stands between empty lines. */
export class Block extends Piece {
  declare readonly kind: 'block';
  static {
    makeBlock = (source) => new Block(source);
  }
}

/** @throws SpecError for more than one line. */
export function printedInline(source: string): Inline {
  if (/[\n\r]/.test(source)) throw unprintable('one line', source);
  return makeInline(source);
}

export function printedBlock(source: string): Block {
  return makeBlock(source);
}

/** @throws SpecError for anything but printed Markdown of one line. */
export function inlineSource(piece: Inline): string {
  if (!(piece instanceof Inline)) throw unprintable('printed Markdown of one line', piece);
  return read(piece);
}

/** @throws SpecError for anything but a printed block. */
export function blockSource(piece: Block): string {
  if (!(piece instanceof Block)) throw unprintable('a printed block', piece);
  return read(piece);
}

/** The text itself. @throws SpecError for a value of any other type: nothing is made a text to be printed. */
export function textOf(value: string): string {
  if (typeof value !== 'string') throw unprintable('text', value);
  return value;
}
