/*
 * Tells which regular expressions are linear: reads a JSON list of [source, flags], and writes a list of true and
 * false. A process of its own, as the checker takes three times as long within jest. It is the build in JavaScript:
 * the other one starts a program, which is not there on every machine.
 */
import { createRequire } from 'node:module';

const { checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js');

let text = '';
for await (const part of process.stdin) text += part;
const found = JSON.parse(text).map(([source, flags]) => {
  const { status } = checkSync(source, flags, { checker: 'automaton', timeout: null });
  return status === 'safe';
});
process.stdout.write(JSON.stringify(found));
