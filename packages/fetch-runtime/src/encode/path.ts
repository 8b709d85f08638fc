import { RequestError } from '../errors.js';
import { jsonText } from '../json-text.js';
import type { Param, RequestDraft } from '../operation.js';
import { percentEncode } from './percent.js';
import { explode, type Flat, flatten, isEmpty, join } from './value.js';

/** `blue` · `blue,black` · `R,100,G,200` (RFC 6570 §3.2.2). */
export function pathSimple(draft: RequestDraft, param: Param, value: unknown): void {
  fill(draft, param, join(escaped(draft, param, value), ',', false));
}

/** `blue` · `blue,black` · `R=100,G=200` (RFC 6570 §3.2.2). */
export function pathSimpleExplode(draft: RequestDraft, param: Param, value: unknown): void {
  fill(draft, param, join(escaped(draft, param, value), ',', true));
}

/** `.blue` · `.blue,black` · `.R,100,G,200` (OpenAPI 3.1.1 Style Examples). */
export function pathLabel(draft: RequestDraft, param: Param, value: unknown): void {
  const flat = escaped(draft, param, value);
  fill(draft, param, isEmpty(flat) ? '' : `.${join(flat, ',', false)}`);
}

/** `.blue` · `.blue.black` · `.R=100.G=200` (RFC 6570 §3.2.5). */
export function pathLabelExplode(draft: RequestDraft, param: Param, value: unknown): void {
  const flat = escaped(draft, param, value);
  fill(draft, param, isEmpty(flat) ? '' : `.${join(flat, '.', true)}`);
}

/** `;color=blue` · `;color=blue,black` · `;color=R,100,G,200` (RFC 6570 §3.2.7). */
export function pathMatrix(draft: RequestDraft, param: Param, value: unknown): void {
  const flat = escaped(draft, param, value);
  fill(draft, param, isEmpty(flat) ? '' : matrixPair(escapedName(draft, param), join(flat, ',', false)));
}

/** `;color=blue` · `;color=blue;color=black` · `;R=100;G=200` (RFC 6570 §3.2.7). */
export function pathMatrixExplode(draft: RequestDraft, param: Param, value: unknown): void {
  const pairs = explode(escapedName(draft, param), escaped(draft, param, value));
  fill(draft, param, pairs.map(([key, text]) => matrixPair(key, text)).join(''));
}

/** The JSON text, percent-encoded (a parameter with `content`). */
export function pathJson(draft: RequestDraft, param: Param, value: unknown): void {
  fill(draft, param, percentEncode(draft, param, jsonText(draft.operation, param.key, value)));
}

/**
 * Checks a path once its values are in. A value must stay a segment of its own: `fetch` would resolve `.` and `..`,
 * and an empty segment makes another route of it.
 *
 * @throws RequestError naming the parameter, when a placeholder is left or a filled segment is '', '.' or '..'.
 */
export function checkPath(draft: RequestDraft, params: readonly Param[]): void {
  const template = segments(draft.operation.path);
  for (const [index, segment] of segments(draft.path).entries()) {
    const name = /\{([^{}]*)\}/.exec(template[index] ?? '')?.[1];
    if (name === undefined) continue;
    const field = params.find((param) => param.name === name)?.key ?? name;
    const left = /\{([^{}]*)\}/.exec(segment)?.[1];
    if (left !== undefined) throw new RequestError(draft.operation, left, 'is in the path, but has no value');
    if (/^(?:\.|%2e){0,2}$/i.test(segment)) {
      throw new RequestError(draft.operation, field, 'makes a path segment that is empty, "." or ".."');
    }
  }
}

function segments(path: string): string[] {
  return path.split(/[?#]/, 1)[0]!.split('/');
}

function escaped(draft: RequestDraft, param: Param, value: unknown): Flat {
  return flatten(draft, param, value, (text) => percentEncode(draft, param, text));
}

function escapedName(draft: RequestDraft, param: Param): string {
  return percentEncode(draft, param, param.name);
}

/** RFC 6570 §3.2.7: an empty value is written without `=`. */
function matrixPair(name: string, text: string): string {
  return text === '' ? `;${name}` : `;${name}=${text}`;
}

function fill(draft: RequestDraft, param: Param, text: string): void {
  draft.path = draft.path.replaceAll(`{${param.name}}`, () => text);
}
