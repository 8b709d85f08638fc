import type { DefaultTheme, MarkdownEnv } from 'vitepress';
import { searchSections } from './search-sections.js';

type Search = NonNullable<DefaultTheme.LocalSearchOptions>;

/**
 * Words as they stand, and the parts of names: `createToken` is found by its name, by "token" and by "create token".
 * Like every function here it is sent to the browser as text, so it can use nothing from outside itself.
 */
function indexedWords(text: string): string[] {
  const words = text.split(/[\n\r\p{Z}\p{P}\p{S}]+/u).filter((word) => word !== '');
  return words.flatMap((word) => {
    const parts = word.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

function askedWords(text: string): string[] {
  return text.split(/[\n\r\p{Z}\p{P}\p{S}]+/u).filter((word) => word !== '');
}

/** Puts the operation, class or model of that very name first, and what people wrote before what was generated. */
function exactNameFirst(id: string, term: string, stored?: Record<string, unknown>): number {
  const title = typeof stored?.title === 'string' ? stored.title.toLowerCase() : '';
  const isReference = /\/packages\/[^/]+\/docs\//.test(id);
  if (title === term) return isReference ? 20 : 5;
  return isReference ? 1 : 2;
}

/**
 * The options of VitePress's local search.
 *
 * The index takes a page's text without colouring code: that is most of the work of rendering, and cannot be searched.
 */
export function localSearch(): Search {
  return {
    detailedView: false,
    miniSearch: {
      _splitIntoSections: searchSections,
      options: { tokenize: indexedWords },
      searchOptions: {
        tokenize: askedWords,
        boostDocument: exactNameFirst,
        boost: { title: 6, titles: 1, text: 1 },
        // One typing mistake in a long word; a short one has neighbours that mean something else.
        fuzzy: (term: string) => (term.length > 5 ? 0.15 : false),
        prefix: true,
      },
    },
    _render(source: string, env: MarkdownEnv, md): string {
      const { highlight } = md.options;
      md.set({ highlight: null });
      try {
        return md
          .render(source, env)
          .replace(/<button[ >].*?(?:<\/button>|$)|<span class="lang">.*?(?:<\/span>|$)/gs, '');
      } finally {
        md.set({ highlight: highlight ?? null });
      }
    },
  };
}
