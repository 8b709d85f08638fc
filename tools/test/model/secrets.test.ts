import type { Operation, Schema } from '../../src/generate/openapi/document.js';
import { listProviders, repositoryRoot } from '../../src/shared/providers.js';
import { linted } from '../linted.js';
import { modelled } from '../modelled.js';
import { printed } from '../printed.js';

const text: Schema = { type: 'string' };

function isLogin(schema: Schema, schemas: Record<string, Schema> = {}): boolean {
  const content = { 'application/json': { schema } };
  const operation: Operation = { responses: { 200: { description: '', content }, 400: { description: '' } } };
  return modelled(operation, 'post', schemas).isLogin;
}

test.each([
  ...['token', 'Token', 'access_token', 'sessionTokenId', 'refreshToken', 'api_key', 'apiKey', 'sessionKey'],
  ...['clientSecret', 'newPartnerSecret', 'password', 'private-key'],
])('a result with a text called %s holds a credential, also deep within it', (name) => {
  const holder: Schema = { type: 'object', properties: { [name]: text } };
  expect(isLogin(holder)).toBe(true);
  expect(isLogin({ type: 'array', items: { $ref: '#/components/schemas/A' } }, { A: holder })).toBe(true);
});

test('so does one with a text of the format password, whatever it is called', () => {
  expect(isLogin({ type: 'object', properties: { a: { ...text, format: 'password' } } })).toBe(true);
  expect(isLogin({ ...text, format: 'password' })).toBe(true);
});

test.each([
  ...[
    'sessionTokenExpireDate',
    'tokenStatus',
    'urlForgotPassword',
    'passwordUrl',
    'key',
    'publicKey',
    'monkey',
  ],
  ...['tokens', 'secretary'],
])('a text called %s is none', (name) => {
  expect(isLogin({ type: 'object', properties: { [name]: text } })).toBe(false);
});

test('a flag called like a credential is none', () => {
  expect(isLogin({ type: 'object', properties: { token: { type: 'boolean' } } })).toBe(false);
});

test('no example of our clients prints a credential', async () => {
  for (const { spec, packageName } of await listProviders(repositoryRoot)) {
    const { model, pages } = printed((await linted(spec, 'strict')).document);
    const logins = model.operations.filter((operation) => operation.isLogin);
    expect(logins).not.toEqual([]);
    for (const { api, name } of logins) {
      const page = pages(packageName)[`${api}.md`]!;
      const [, example] = new RegExp(`^## ${name}\\n[\\s\\S]*?^\`\`\`ts\\n([\\s\\S]*?)^\`\`\``, 'm').exec(
        page,
      )!;
      expect(example).toContain(`.${name}(`);
      expect(example).not.toContain('console');
    }
  }
});
