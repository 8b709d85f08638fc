import { child, items } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** There is a server, and each is reached by https. */
export function serversHttps(document: LintDocument, report: Report): void {
  if (items(document.root.servers).length === 0) report('', 'Add `servers` with the URL of production.');
  for (const { value, pointer } of document.all('Server')) {
    const { url } = value;
    if (typeof url !== 'string' || url.startsWith('https://')) continue;
    report(child(pointer, 'url'), 'Credentials go to this server: write a URL that starts with https://.');
  }
}
