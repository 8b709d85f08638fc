import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { SetupError } from '../../src/shared/failure.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { linted } from '../linted.js';
import { printed } from '../printed.js';
import { described, fileText, harmless, type Mutation, mutation } from './documents.js';
import { hostileMarkdown, markdownAttacks } from './markdown-texts.js';
import { type Place, textPlacesOf, withText } from './mutate.js';
import { type Reader, startReader } from './reader.js';
import type { Rendered } from './rendered.js';
import type { Json } from './strict-document.js';

/*
 * The proof that a description cannot do harm through its pages. `HOSTILE_RUNS=50000` asks more of it, and
 * `HOSTILE_SEED` repeats a run that failed. Without either the seed is always the same, so that a build does not fail
 * by chance.
 */
const runs = Number(process.env.HOSTILE_RUNS ?? 1500);
const seed = process.env.HOSTILE_SEED ?? (process.env.HOSTILE_RUNS === undefined ? '20261201' : undefined);

type Pages = Readonly<Record<string, string>>;

let folder: string;
let reader: Reader;
let usual: { elements: ReadonlySet<string>; targets: ReadonlySet<string> };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-pages-'));
  reader = await startReader();
  const found: Rendered[] = [];
  for (const base of ['strict', 'lenient'] as const) {
    found.push(await reader.read(pagesOf(await print(harmless[base]))));
    found.push(await reader.read(pagesOf(await print(formattedDocument(harmless[base])))));
  }
  expect(found.flatMap(({ problems }) => problems)).toEqual([]);
  usual = {
    elements: new Set(found.flatMap(({ elements }) => elements)),
    targets: new Set(found.flatMap(({ targets }) => targets)),
  };
});

afterAll(async () => {
  reader?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a description may be made of. */
const formatting =
  'A **strong** and *slanted* text, `code` and [a link](https://site.example).\n\n- a list\n  - in it\n\n1. one\n\n' +
  '3. three\n\n> quoted\n\n7. seven\n\n| a | b |\n| :-- | --: |\n| c | d |\n\n| a |\n| :-: |\n| b |\n\n`a|b` https://site.example\\\nx\n\n' +
  '```json\n{}\n```\n\n```\nx\n```\n\n-     x\n\nMail a@site.example or [us](mailto:a@site.example).';

function formattedDocument(document: Json): Json {
  return textPlacesOf(document)
    .filter((place) => place.kind === 'value' && isProse(place))
    .reduce((changed, place) => withText(changed, place, formatting), document);
}

/** A text that is Markdown of its author, whose links to other sites stay. */
function isProse({ path, kind }: Place): boolean {
  const isText = ['description', 'summary'].includes(String(path.at(-1))) || path.at(-2) === 'scopes';
  return kind === 'value' && (isText || path.includes('externalDocs'));
}

/** One hostile text for a reader of pages, anywhere. */
const pageMutation: fc.Arbitrary<Mutation> = fc.oneof(
  ...(['strict', 'lenient'] as const).map((base) =>
    fc.tuple(fc.constantFrom(...textPlacesOf(harmless[base])), hostileMarkdown).map(
      ([place, text]): Mutation => ({
        base,
        change: 'text',
        places: [place],
        with: [text],
        document: withText(harmless[base], place, text),
      }),
    ),
  ),
);

test(
  'whatever a description says, it is refused or gives pages on which nothing is that a harmless one lacks',
  async () => {
    let printed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 3, arbitrary: pageMutation }, { weight: 2, arbitrary: mutation }).map((made) => ({
          ...made,
          [fc.toStringMethod]: () => described(made),
        })),
        async (made) => {
          const result = await print(made.document);
          if (result instanceof Error) return;
          printed += 1;
          expect(await oddities(result, made.places.some(isProse))).toEqual([]);
        },
      ),
      { numRuns: runs, ...(seed !== undefined && { seed: Number(seed) }) },
    );
    // A pipeline that refuses everything would prove nothing.
    expect(printed).toBeGreaterThan(runs / 5);
  },
  // Time is not what is tested: a busy machine may take its own.
  Math.max(600_000, runs * 500),
);

/** One description of each kind of object. */
const proseOfStrict = [
  ...new Map(
    textPlacesOf(harmless.strict)
      .filter(isProse)
      .map((place) => [place.path.slice(-2).join(), place]),
  ).values(),
].slice(0, 6);

test.each(markdownAttacks)('a description of %j adds nothing to its pages but text', async (attack) => {
  const document = proseOfStrict.reduce(
    (changed, place) => withText(changed, place, attack),
    harmless.strict,
  );
  expect(await oddities(pagesOf(await print(document)), true)).toEqual([]);
});

/** One place of each kind that holds a text that is no Markdown. */
const plainPlaces = [
  ...new Map(
    textPlacesOf(harmless.strict)
      .filter(({ kind }) => kind === 'value')
      .filter(({ path }) => /^(?:title|version|example|default|tokenUrl|pattern)$/.test(String(path.at(-1))))
      .map((place) => [place.path.length > 2 ? place.path.at(-1) : place.path.join(), place]),
  ).values(),
];

test.each(markdownAttacks)(
  'a title, version, example, default or server of %j adds nothing to its pages but text',
  async (attack) => {
    const accepted: Place[] = [];
    for (const place of plainPlaces) {
      const spec = await read(withText(harmless.strict, place, attack));
      if (!(spec instanceof Error)) accepted.push(place);
    }
    // In all places at a time, and in each by itself where that is refused.
    const all = accepted.reduce((changed, place) => withText(changed, place, attack), harmless.strict);
    const together = await print(all);
    const results =
      together instanceof Error
        ? await Promise.all(accepted.map((place) => print(withText(harmless.strict, place, attack))))
        : [together];
    for (const result of results) {
      if (!(result instanceof Error)) expect(await oddities(result, false)).toEqual([]);
    }
  },
);

/** What is on pages, and may not be. */
async function oddities(pages: Pages, hasLinks: boolean): Promise<string[]> {
  const { elements, targets, problems } = await reader.read(pages);
  const files = new Set(Object.keys(pages).map((name) => encodeURIComponent(name.replace(/\.md$/, ''))));
  return [
    ...Object.keys(pages).filter((name) => !/^[\p{L}\p{N}\p{M}\p{Pc}$]{1,200}\.md$/u.test(name)),
    ...elements.filter((element) => !usual.elements.has(element)),
    ...targets.filter((target) => !isExpected(target, files, hasLinks)),
    ...problems,
    ...Object.values(pages).flatMap(raggedRows),
  ];
}

function isExpected(target: string, files: ReadonlySet<string>, hasLinks: boolean): boolean {
  if (usual.targets.has(target)) return true;
  const [, address = ''] = /^\w+ (.*)$/s.exec(target) ?? [];
  if (/^(?:https?:\/\/[^/]|mailto:.)/.test(address)) return hasLinks;
  const [, file, fragment] = /^(?:\.\/)?([^#]*)(#.*)?$/s.exec(address) ?? [];
  return file === '' ? fragment !== undefined : files.has(encoded(file!.replace(/\.(?:md|html)$/, '')));
}

/** VitePress decodes the addresses of pages. */
function encoded(file: string): string {
  return encodeURIComponent(decodeURIComponent(file)).replaceAll('(', '%28').replaceAll(')', '%29');
}

const titles = /^\| (?:Name|Method|Class|Status code|Scope|`serverIndex`) \|/;

/** Rows of our tables with more or fewer cells than their heading, as GitHub counts: code or not, a `|` ends a cell. */
function raggedRows(text: string): string[] {
  const lines = text.split('\n');
  const ragged: string[] = [];
  let expected: number | undefined;
  for (const line of lines) {
    const count = line.replaceAll(/\\[!-/:-@[-`{-~]/g, '').split('|').length;
    if (titles.test(line)) expected = count;
    else if (!line.startsWith('| ')) expected = undefined;
    if (expected !== undefined && count !== expected) ragged.push(`ragged: ${line}`);
  }
  return ragged;
}

type Spec = Awaited<ReturnType<typeof linted>>;

async function print(document: Json): Promise<Pages | Error> {
  const spec = await read(document);
  return spec instanceof Error ? spec : orRefusal(() => printed(spec.document).pages('@acme/hostile-client'));
}

let files = 0;

function read(document: Json): Promise<Spec | Error> {
  files += 1;
  const file = join(folder, `description-${files}.yaml`);
  return orRefusal(async () => {
    await writeFile(file, fileText(document));
    try {
      return await linted(file, 'repaired');
    } finally {
      await rm(file);
    }
  });
}

async function orRefusal<Result>(work: () => Result | Promise<Result>): Promise<Result | Error> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SpecError || error instanceof SetupError) return error;
    throw error;
  }
}

function pagesOf(printed: Pages | Error): Pages {
  if (printed instanceof Error) throw printed;
  return printed;
}
