type Inspect = (thing: unknown) => string;
interface Platform {
  readonly Bun?: { readonly inspect: Inspect };
  readonly Deno?: { readonly inspect: Inspect };
}

const { Bun, Deno } = globalThis as Platform;

/** What the console of the platform prints with, where that can be asked for. */
export const inspectors: readonly Inspect[] = [
  Bun?.inspect,
  Deno?.inspect,
  // Before it is hidden, as the module is loaded first.
  globalThis.process?.getBuiltinModule?.('node:util').inspect,
].filter((inspect) => inspect !== undefined);

/** All that a log or a crash could show of it and of its causes. */
export function printed(thing: unknown): string {
  const texts = [String(thing), `${JSON.stringify(thing)}`, `${JSON.stringify({ ...Object(thing) })}`];
  for (const inspect of inspectors) texts.push(inspect(thing), inspect({ inside: [thing] }));
  const { stack, cause } = Object(thing);
  if (stack !== undefined) texts.push(`${stack}`);
  if (cause !== undefined) texts.push(printed(cause));
  return texts.join('\n');
}
