import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../src/shared/providers.js';

/** A page as a reader of the site gets it. */
export interface RenderedPage {
  readonly tags: readonly string[];
  /** What Vue would run or bind. */
  readonly code: readonly string[];
  readonly text: string;
  readonly ids: readonly string[];
  /** Rows of tables with more or fewer cells than the heading has. */
  readonly ragged: number;
}

/** Renders pages with VitePress, in a process of its own: it is an ES module, and so is all it needs. */
export async function render(pages: readonly string[]): Promise<RenderedPage[]> {
  const script = fileURLToPath(new URL('vitepress.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], {
    cwd: repositoryRoot,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(pages));
  return JSON.parse(await text(child.stdout)) as RenderedPage[];
}

/** What a page of ours is made of. */
export const expectedTags: readonly string[] = [
  ...['a', 'blockquote', 'br', 'button', 'code', 'div', 'em', 'h1', 'h2', 'h3', 'hr', 'li', 'ol', 'p', 'pre'],
  ...['span', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];
