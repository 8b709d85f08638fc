import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { generatedFolder, specNames } from './clients.js';

let folder: string;
beforeAll(async () => {
  folder = await generatedFolder();
});

/** `…Errors` of the API files of a client: its members, with what the comment above each says. */
function errorsOf(name: string): Record<string, Record<string, string>> {
  const apis = join(folder, name, 'apis');
  const found: Record<string, Record<string, string>> = {};
  for (const file of readdirSync(apis)) {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(apis, file), 'utf8'),
      ts.ScriptTarget.ES2022,
      true,
    );
    for (const node of source.statements.filter(ts.isInterfaceDeclaration)) {
      if (!node.name.text.endsWith('Errors')) continue;
      found[node.name.text] = Object.fromEntries(
        node.members.map((member) => [member.name!.getText().replaceAll("'", ''), commentOf(member)]),
      );
    }
  }
  return found;
}

function commentOf(member: ts.TypeElement): string {
  return ts
    .getJSDocCommentsAndTags(member)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join('');
}

test('the description of each error status stands above it, as an editor shows it', () => {
  expect(errorsOf('responses').GetThingErrors).toEqual({
    404: 'Not there',
    409: 'In the way',
    '4XX': 'Wrong',
    default: 'Else',
  });
});

/** A description of webhooks alone has no operations. */
const withOperations = specNames.filter((name) => name !== 'webhooks');
/** The response of an operation that lists none: nobody has described it. */
const undescribed: Readonly<Record<string, readonly string[]>> = { repaired: ['default'] };

test.each(withOperations)('%s: no error status is printed without saying what it means', (name) => {
  const statuses = Object.values(errorsOf(name)).flatMap((errors) => Object.entries(errors));
  const silent = statuses.filter(([, comment]) => comment === '').map(([status]) => status);
  expect(silent).toEqual(undescribed[name] ?? []);
});
