import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';

/** A change of a description as somebody makes it: in `specs/`, and nowhere else. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Edits a clone; returns the provider whose description has changed. */
  edit(clone: string): string;
}

const added = `  /rehearsal:
    get:
      operationId: rehearseChange
      tags:
        - TAG
      summary: Rehearse a change
      description: Is added by the rehearsal of the workflow that regenerates the clients.
      security: []
      responses:
        '200':
          description: The change was rehearsed.
          content:
            application/json:
              schema:
                type: string
        default:
          description: It was not.
`;

export const scenarios: readonly Scenario[] = [
  {
    name: 'operation',
    title: 'an added operation',
    edit: (clone) => {
      // In all of them: what a test has written down about one provider is not true of another.
      for (const provider of providersOf(clone)) {
        edited(clone, provider, (text) => {
          const tag = String(parseDocument(text).getIn(['tags', 0, 'name']));
          return text.replace(/^paths:\n/m, `paths:\n${added.replace('TAG', tag)}`);
        });
      }
      return providersOf(clone).join(', ');
    },
  },
  {
    name: 'schema',
    title: 'a renamed schema',
    edit: (clone) => firstThat(clone, renameSchema),
  },
  {
    name: 'enum',
    title: 'a removed enum value',
    edit: (clone) => firstThat(clone, removeEnumValue),
  },
];

function providersOf(clone: string): string[] {
  return readdirSync(join(clone, 'specs'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'));
}

function firstThat(clone: string, edit: (clone: string, provider: string) => boolean): string {
  const provider = providersOf(clone).find((one) => edit(clone, one));
  if (provider === undefined) throw new Error('No description has anything that is written nowhere else.');
  return provider;
}

function edited(clone: string, provider: string, edit: (text: string) => string): void {
  for (const file of [`${provider}.yaml`, `${provider}.source.json`]) {
    const path = join(clone, 'specs', file);
    if (existsSync(path)) writeFileSync(path, edit(readFileSync(path, 'utf8')));
  }
}

/** Whether people have written a word somewhere: whoever renames it must then change that by hand, too. */
function isWrittenByHand(clone: string, word: string): boolean {
  const made = ['specs/**', 'packages/*/src/generated/**', 'packages/*/docs/**', 'packages/*/api-report.md'];
  const others = made.map((path) => `:(exclude,glob)${path}`);
  const { status } = spawnSync(
    'git',
    ['grep', '--quiet', '--word-regexp', '--fixed-strings', '-e', word, '--', ...others],
    {
      cwd: clone,
    },
  );
  return status === 0;
}

function renameSchema(clone: string, provider: string): boolean {
  const document = parseDocument(readFileSync(join(clone, 'specs', `${provider}.yaml`), 'utf8'));
  const schemas = document.getIn(['components', 'schemas']);
  const names = isMap(schemas) ? schemas.items.map(({ key }) => String(key)) : [];
  const name = names.find((one) => !isWrittenByHand(clone, one));
  if (name === undefined) return false;
  edited(clone, provider, (text) =>
    text.replaceAll(/[\w.-]+/g, (word) => (word === name ? `${name}Renamed` : word)),
  );
  return true;
}

function removeEnumValue(clone: string, provider: string): boolean {
  const file = join(clone, 'specs', `${provider}.yaml`);
  const text = readFileSync(file, 'utf8');
  let line: [from: number, to: number] | undefined;
  visit(parseDocument(text), {
    Pair: (_, { key, value }, path) => {
      const owner = path.at(-1);
      if (!isScalar(key) || key.value !== 'enum' || !isSeq(value) || value.items.length < 3 || !isMap(owner))
        return;
      // What says more about each value, or is one of them, would have to change as well.
      if (owner.items.some((pair) => /^(x-|default|example)/.test(String(pair.key)))) return;
      const item = value.items.find(
        (one) =>
          isScalar(one) &&
          typeof one.value === 'string' &&
          text.split(one.value).length === 2 &&
          !isWrittenByHand(clone, one.value),
      );
      if (!isScalar(item) || item.range == null) return;
      const from = text.lastIndexOf('\n', item.range[0]) + 1;
      const to = text.indexOf('\n', item.range[1]) + 1;
      if (/^\s+- \S+\n$/.test(text.slice(from, to))) line = [from, to];
      return line === undefined ? undefined : visit.BREAK;
    },
  });
  if (line === undefined) return false;
  writeFileSync(file, text.slice(0, line[0]) + text.slice(line[1]));
  return true;
}

/** What an author says of the change to users of the clients: the changeset that CI asks for. */
export function changesetFor(clone: string): string {
  const changed = execFileSync('git', ['diff', '--name-only', 'HEAD', '--', 'specs'], {
    cwd: clone,
    encoding: 'utf8',
  });
  const providers = providersOf(clone).filter((one) => changed.includes(`specs/${one}.yaml`));
  const packages = [...providers.map((one) => `@acme/${one}-client`), '@acme/provider-sandbox'];
  return `---\n${packages.map((name) => `'${name}': minor\n`).join('')}---\n\nRehearses a change.\n`;
}
