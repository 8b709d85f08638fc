import fc from 'fast-check';
import { redactedBody } from '../../src/journal/redact.js';
import { redactedMultipart } from '../../src/journal/redact-multipart.js';

/** As a client writes it, with the boundary in its Content-Type. */
async function multipart(fields: Readonly<Record<string, string>>): Promise<{ body: string; type: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const request = new Request('https://box.example.com', { method: 'POST', body: form });
  return { type: `${request.headers.get('content-type')}`, body: await request.text() };
}

test('a multipart form is shown without the values of its secret fields', async () => {
  const { body, type } = await multipart({
    email: 'new@example.com',
    password: 'SECRET-1',
    privileges: 'admin',
  });
  const shown = redactedBody(body, type);
  expect(shown).not.toContain('SECRET-1');
  expect(shown).toContain('name="password"');
  expect(shown).toContain('new@example.com');
  expect(shown).toContain('admin');
});

test('no secret field of a multipart form is shown, whatever it holds', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(text, text, async (before, after) => {
      const { body, type } = await multipart({
        email: before,
        password: `${before}SECRET-1${after}`,
        note: after,
      });
      expect(redactedBody(body, type)).not.toContain('SECRET-1');
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['a body that is no multipart form', 'password SECRET-1'],
  ['a delimiter without a boundary', '--\r\nSECRET-1'],
  ['a part without headers', '--b\r\nSECRET-1\r\n--b--\r\n'],
  ['a part without a name', '--b\r\nContent-Disposition: form-data\r\n\r\nSECRET-1\r\n--b--\r\n'],
  ['a form that is cut', '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nSECRET-1'],
])('of %s nothing is shown that may be secret', (_title, body) => {
  expect(redactedMultipart(body)).not.toContain('SECRET-1');
});
