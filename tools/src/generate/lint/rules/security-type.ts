import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

const types = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];

/** Security schemes are of a type that OpenAPI knows. */
export function securityType(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('SecurityScheme')) {
    const { type } = value;
    if (typeof type !== 'string' || types.includes(type)) continue;
    report(child(pointer, 'type'), `${shown(type)} is no security scheme type: use ${types.join(', ')}.`);
  }
}
