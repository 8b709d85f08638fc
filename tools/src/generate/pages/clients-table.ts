import { table } from '../../print/blocks.js';
import { codeSpan, markdownText, md, rootLink } from '../../print/markdown.js';
import { fragment } from './markdown.js';

/** A client, as the README of the repository lists it. */
export interface ListedClient {
  readonly name: string;
  readonly packageName: string;
  /** The title of its description. */
  readonly title: string;
}

const start = '<!-- The clients: `npm run generate` writes this table. -->\n';
const end = '<!-- End of the clients. -->\n';

/** The README with the table of all clients as it should be; unchanged where it has no place for one. */
export function withClientsTable(readme: string, clients: readonly ListedClient[]): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) return readme;
  const rows = clients.map(({ name, packageName, title }) => [
    rootLink(codeSpan(packageName), 'packages', `${name}-client`),
    markdownText(title),
    rootLink(codeSpan(`specs/${name}.yaml`), 'specs', `${name}.yaml`),
  ]);
  const printed = fragment(table([md`client`, md`for`, md`operations described in`], rows));
  return `${readme.slice(0, from)}${start}\n${printed}\n${readme.slice(to)}`;
}
