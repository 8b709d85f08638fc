import { SetupError } from '../shared/failure.js';

/**
 * The second lock, whatever the builders of the pages do: refuses what VitePress would take for an order. It reads the
 * text of a page before anything else does, so what passes here is what it gets.
 *
 * @param source where the page is, for the message.
 * @throws SetupError `site_page`
 */
export function checkPageText(text: string, source: string): void {
  if (/<!--\s*@include/.test(text)) {
    throw new SetupError(
      'site_page',
      `${source} includes a file ("<!-- @include"): write its text into the page.`,
    );
  }
  if (/^\uFEFF?(?:---|__VP_PARAMS_START)/.test(text)) {
    throw new SetupError(
      'site_page',
      `${source} begins with front matter: begin with a heading or a comment.`,
    );
  }
}

/**
 * Refuses a rendered page with texts by which VitePress finds its way through the scripts that it has compiled: it
 * would cut a string in two there, and run the rest.
 *
 * @throws SetupError `site_page`
 */
export function checkRendered(html: string, source: string): void {
  const [found] = /__VP_|createStaticVNode/.exec(decoded(html)) ?? [];
  if (found === undefined) return;
  throw new SetupError(
    'site_page',
    `${source} says "${found}", which VitePress takes for its own: leave it out.`,
  );
}

/** With the characters that entities of numbers stand for. */
function decoded(html: string): string {
  return html
    .replaceAll(/&#(?:(\d{1,7})|x([\da-f]{1,6}));/gi, (all, decimal?: string, hexadecimal?: string) => {
      const point = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
      return point < 128 ? String.fromCodePoint(point) : all;
    })
    .replaceAll(/&lowbar;|&UnderBar;/gi, '_')
    .replaceAll('&lpar;', '(');
}
