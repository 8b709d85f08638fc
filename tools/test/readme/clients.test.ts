import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { read, root } from './fences.js';

/** What a reader of npm sees first. All clients teach the same, in the same order. */
const providers = readdirSync(join(root, 'specs'))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));
const readmes = providers.map((provider) => ({
  provider,
  text: read(`packages/${provider}-client/README.md`),
}));

/** A new provider may be without a helper at first. */
const helped = readmes.filter(({ provider }) =>
  existsSync(join(root, 'packages/auth-helpers/src', provider)),
);

const headingsOf = (text: string): string[] =>
  [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^(#+ .*)$/gm)].map(([, heading = '']) => heading);

/** A section without its heading, up to the next one. */
function section(text: string, heading: string): string {
  const behind = text.slice(text.indexOf(`\n## ${heading}\n`) + heading.length + 5);
  return behind.slice(0, /^## /m.exec(behind)?.index);
}

/** The words that all have in common, line breaks aside: what is a provider's own is replaced. */
function shared(provider: string, text: string): string {
  const own: readonly (readonly [RegExp | string, string])[] = [
    [provider, 'PROVIDER'],
    [/isApiError\(error, '\w+'\)/g, "isApiError(error, 'OPERATION')"],
    [/such as `\w+`/g, 'such as `OPERATION`'],
    [/apis\/\w+/g, 'apis/CLASS'],
    [/endorsed by[^.]*\./g, 'endorsed by OWNER.'],
  ];
  return own.reduce((words, [what, by]) => words.replaceAll(what, by), text).replaceAll(/\s+/g, ' ');
}

test.each(readmes)(
  'the README of $provider has the headings of all, in their order',
  ({ provider, text }) => {
    expect(headingsOf(text)).toEqual([
      `# @acme/${provider}-client`,
      '## Install',
      '## Use',
      '## Errors',
      '## More',
    ]);
  },
);

test.each(['Errors', 'More'])('the READMEs of all clients say the same under %s', (heading) => {
  const said = new Set(helped.map(({ provider, text }) => shared(provider, section(text, heading))));
  expect([...said]).toHaveLength(1);
});

test.each(helped)(
  'the README of $provider installs the client and the helper that logs in',
  ({ provider, text }) => {
    expect(section(text, 'Install')).toContain(`npm install @acme/${provider}-client @acme/auth-helpers`);
  },
);

test.each(helped)(
  'the program of $provider logs in by the helper, asks for data, and tells errors by their type',
  ({ provider, text }) => {
    const [program = '', ...others] = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
    expect(others).toEqual([]);
    expect(program).toContain(`from '@acme/auth-helpers/${provider}'`);
    expect(program).toContain(`from '@acme/${provider}-client'`);
    expect(program).toMatch(/new [A-Z]\w+\(\{ auth\b/);
    expect(program).toContain('error instanceof AuthError');
    expect(program).toMatch(/isApiError\(error, '\w+'\)/);
    // A login by hand repeats what was refused, and knows no other process: it is the helper's.
    const [, operations = ''] = /import \{([^}]*)\} from '@acme\/[\w-]+-client'/.exec(program) ?? [];
    for (const login of [
      'createToken',
      'login',
      'AuthenticationApi',
      'UserApi',
      'UserTokenApi',
      'usertokenGet',
    ]) {
      expect(operations.split(/[\s,]+/)).not.toContain(login);
    }
    // Whatever can be logged as a whole may hold a token.
    expect(program).not.toMatch(/console\.\w+\((?:answer|auth|configuration|session|token|payment)\)/);
  },
);
