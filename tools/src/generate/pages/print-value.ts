import { sourceOf } from '../../print/code.js';
import { keyName, literal } from '../../print/literal.js';
import type { Value } from './value.js';

const width = 96;

/** A value as TypeScript, formatted as our own code is: on one line where it fits. */
export function printValue(value: Value, indent = '', before = 0): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return joined(
      '[',
      value.map((item: Value) => printValue(item, inner)),
      ']',
      indent,
      before,
    );
  }
  if (value instanceof Map) {
    const members = [...(value as ReadonlyMap<string, Value>)].map(([name, item]) => {
      const key = sourceOf(keyName(name));
      return `${key}: ${printValue(item, inner, key.length + 2)}`;
    });
    return joined('{', members, '}', indent, before);
  }
  if (typeof value === 'string') return sourceOf(literal(value));
  if (typeof value === 'number') return printNumber(value);
  return typeof value === 'object' && value !== null && 'source' in value
    ? value.source
    : JSON.stringify(value);
}

function joined(
  open: string,
  items: readonly string[],
  close: string,
  indent: string,
  before: number,
): string {
  if (items.length === 0) return open + close;
  const pad = open === '{' ? ' ' : '';
  const line = `${open}${pad}${items.join(', ')}${pad}${close}`;
  const fits = indent.length + before + line.length <= width && !line.includes('\n');
  return fits ? line : `${open}\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}${close}`;
}

/** Beyond 2^53 a number literal would not be the number it shows. */
function printNumber(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? `${BigInt(value)}n` : String(value);
}
