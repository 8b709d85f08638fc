import {
  bullets,
  fence,
  formattedBlock,
  heading,
  mark,
  page,
  paragraph,
  table,
} from '../../src/print/blocks.js';
import { htmlText } from '../../src/print/html.js';
import {
  type Block,
  codeSpan,
  codeValue,
  formatted,
  type Inline,
  joined,
  link,
  listed,
  markdownText,
  md,
  siteLink,
} from '../../src/print/markdown.js';

const shown = (part: Inline): string => page(paragraph(part), []).trimEnd();
const shownBlock = (block: Block): string => page(block, []).trimEnd();

test('plain text is printed so that nothing in it is Markdown, HTML, a template or a link', () => {
  expect(shown(markdownText('*a* _b_ `c` [d](e) | ~f~ # g \\'))).toBe(
    '\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\| \\~f\\~ \\# g \\\\',
  );
  expect(shown(markdownText('<b> &lt; {{ x }} ::: y'))).toBe('&lt;b&gt; &amp;lt; &#123;&#123; x }} \\::: y');
  expect(shown(markdownText('https://x.example www.x.example a@x.example'))).toBe(
    'https:/&#47;x.example www&#46;x.example a<!-- -->@x.example',
  );
});

test('what cannot be seen is dropped before a text is escaped, so that it puts nothing together again', () => {
  for (const unseen of ['\u202e', '\u2066', '\u200f', '\u061c', '\0', '\ufeff', '\ud800', '\u{e0041}']) {
    expect(shown(markdownText(`<!-${unseen}- @include: x -->`))).toBe('&lt;!-- @include: x --&gt;');
    expect(shown(codeSpan(`{${unseen}{ x }}`))).toMatch(/^<code>&#123;&#123; x/);
    expect(shown(formatted(`<${unseen}b> [a](java${unseen}script:x)`))).toBe('&lt;b> \\[a](javascript:x)');
    expect(shownBlock(fence('', `<!-${unseen}- @inc${unseen}lude: x -->`))).toContain(
      '<!-- @ include: x -->',
    );
    expect(shownBlock(fence('', `\`${unseen}\`\``))).toBe('````\n```\n````');
    expect(htmlText(`<${unseen}b>`)).toBe('&lt;b&gt;');
  }
});

test('a description keeps its emphasis, code and links to other sites, and nothing else', () => {
  expect(
    shown(formatted('**a** `b|c` `d` [e](https://x.example/?a=1&copy;=2) ![f](https://x.example/f.png)')),
  ).toBe(
    '**a** <code>b&#124;c</code> `d` [e](https://x.example/?a=1&amp;copy;=2) [f](https://x.example/f.png)',
  );
  expect(shown(formatted('[a](javascript:x) [b](./b.md) [c][d] <i> ~~e~~ {#f}'))).toBe(
    '\\[a](javascript:x) \\[b](./b.md) \\[c]\\[d] &lt;i> &#126;&#126;e&#126;&#126; &#123;#f}',
  );
  // Entities of what is seen stay; those of what is not become text.
  expect(shown(formatted('&amp; &nbsp; &#65; &#8238; &#x202e; &rlm; &NewLine; &#0; a & b'))).toBe(
    '&amp; &nbsp; &#65; &amp;#8238; &amp;#x202e; &amp;rlm; &amp;NewLine; &amp;#0; a & b',
  );
  expect(shown(formatted('at the end \\'))).toBe('at the end \\\\');
});

test('no line of a description begins a heading or a line across, within quotations and lists either', () => {
  const lines = [
    '> # a',
    '- ## b',
    '1. - > ### c',
    '> ===',
    '- a',
    '  ===',
    '-',
    '> ***',
    '* _ _ _',
    '- - -',
    '> - a',
  ];
  expect(shownBlock(formattedBlock(lines)).split('\n')).toEqual([
    '> \\# a',
    '- \\## b',
    '1. - > \\### c',
    '> \\===',
    '- a',
    '  \\===',
    '\\-',
    '> \\***',
    '* \\_ _ _',
    '\\- - -',
    '> - a',
  ]);
});

test('text at the beginning of a line is no list and no heading', () => {
  expect(shownBlock(bullets([md`- a`, md`1. b`, md`===`, md`# c`, markdownText('+ d')]))).toBe(
    '- \\- a\n- 1\\. b\n- \\===\n- \\# c\n- \\+ d',
  );
});

test('only languages that are shown in colours are named at a block of code', () => {
  for (const name of ['mermaid', 'vue', 'js-vue', 'geojson', 'stl', 'math', 'js{1}', 'constructor']) {
    expect(shownBlock(fence(name, 'x'))).toBe('```\nx\n```');
  }
  expect(shownBlock(fence('JSON', 'x'))).toBe('```json\nx\n```');
});

test('a value is shown as text or as JSON, whatever it is', () => {
  expect(shown(joined([0, -1.5, true, null, '', 'a', ['code'], { a: [] }].map(codeValue), ', '))).toBe(
    '`0`, `-1.5`, `true`, `null`, `""`, `a`, `["code"]`, `{"a":[]}`',
  );
  expect(shown(listed([md`a`, md`b`, md`c`], 'or'))).toBe('a, b or c');
});

test.each([undefined, null, 5, true, ['code'], { toString: () => 'x' }, Symbol('x')])(
  'a value that is no text is refused, and never made one: %p',
  (value) => {
    const wrong = value as never;
    for (const print of [markdownText, formatted, codeSpan, htmlText]) {
      expect(() => print(wrong)).toThrow(expect.objectContaining({ code: 'spec_unprintable' }));
    }
    for (const print of [
      () => md`a ${wrong}`,
      () => heading(1, wrong),
      () => table([md`a`], [[wrong]]),
      () => page(wrong, []),
      () => paragraph(wrong),
      () => fence('json', wrong),
      () => fence(wrong, 'x'),
      () => link(wrong, 'x.md'),
      () => siteLink('https://x.example', wrong),
      () => formattedBlock([wrong]),
    ]) {
      expect(print).toThrow(expect.objectContaining({ code: 'spec_unprintable' }));
    }
  },
);

test('printed Markdown becomes no text by mistake, and nothing else passes for it', () => {
  const part = markdownText('a');
  expect(() => `${part}`).toThrow(expect.objectContaining({ code: 'spec_unprintable' }));
  expect(() => JSON.stringify({ part })).toThrow(expect.objectContaining({ code: 'spec_unprintable' }));
  const forged = Object.create(Object.getPrototypeOf(part));
  expect(() => md`${forged}`).toThrow(expect.objectContaining({ code: 'spec_unprintable' }));
  expect(() => (md as (texts: unknown) => unknown)(['<b>'])).toThrow();
  expect(() => paragraph(heading(1, part) as never)).toThrow(
    expect.objectContaining({ code: 'spec_unprintable' }),
  );
});

test('a row has the cells of its heading, and a place is an id', () => {
  expect(() => table([md`a`, md`b`], [[md`c`]])).toThrow(
    expect.objectContaining({ code: 'spec_unprintable' }),
  );
  expect(() => mark('a"onclick="x')).toThrow(expect.objectContaining({ code: 'spec_unprintable' }));
  expect(() => link('a', 'b.md', 'c) [d](e')).toThrow(expect.objectContaining({ code: 'spec_unprintable' }));
  expect(shown(link('a', '../b (c).md'))).toBe('[a](..%2Fb%20%28c%29.md)');
});
