import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linted } from '../linted.js';
import { printed } from '../printed.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proto-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a property called __proto__ is a property like any other, at every depth and in both directions', async () => {
  const file = join(folder, 'odd.yaml');
  writeFileSync(
    file,
    `openapi: 3.0.3
info: { title: Odd, version: '1' }
servers: [{ url: https://a.example }]
paths:
  /a:
    post:
      operationId: a
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Odd' } } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Odd' } } } }
components:
  schemas:
    Odd:
      type: object
      required: [__proto__]
      properties:
        __proto__:
          type: object
          properties: { id: { type: integer, readOnly: true }, __proto__: { type: string } }
`,
  );
  const { document } = await linted(file, 'lenient');
  const models = printed(document).files['models/index.ts'];
  expect(models).toContain("export interface Odd {\n  '__proto__': OddProto;\n}");
  expect(models).toContain("export interface OddInput {\n  '__proto__': OddProtoInput;\n}");
  expect(models).toContain("export interface OddProto {\n  id?: number;\n  '__proto__'?: string;\n}");
  expect(models).toContain("export interface OddProtoInput {\n  '__proto__'?: string;\n}");
});
