/**
 * Finds what went wrong in the generator's log: the line, with those that belong to it, and without the Java stack.
 * An ERROR line may come with exit code 0: then a part of the description was left out.
 *
 * @returns undefined when nothing did.
 */
export function failureIn(log: string): string | undefined {
  const lines = log.split(/\r?\n/);
  const first = lines.findIndex((line) => failing.some((pattern) => pattern.test(line)));
  if (first < 0) return undefined;
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => line.trim() === '' || /^\s+at |^\[/.test(line));
  return [lines[first]!, ...rest.slice(0, end < 0 ? undefined : end)]
    .slice(0, 8)
    .map((line) => line.replace(/^\[[^\]]*\] (ERROR +\S+ - )?/, '').trimEnd())
    .join('\n');
}

const failing = [
  /^\[[^\]]*\] ERROR /,
  /Generation failed for/,
  /^\[FAIL\]/,
  /^Exception in thread/,
  /^Unrecognized /,
  /^Error(:| occurred)/,
  /^(java|org)\.[\w.]+(Exception|Error)\b/,
];
