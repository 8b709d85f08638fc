import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Generated clients send keys, basic and bearer credentials; other schemes are left to a middleware. */
export function securityPlaceable(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('SecurityScheme')) {
    const { type, scheme } = value;
    const http = type === 'http' && typeof scheme === 'string' ? scheme : undefined;
    if (http !== undefined && !/^(basic|bearer)$/i.test(http)) {
      const remedy = 'drop the scheme and sign or answer in a middleware';
      report(child(pointer, 'scheme'), `Clients send basic and bearer, not ${shown(http)}: ${remedy}.`);
    } else if (type === 'mutualTLS') {
      const remedy = 'drop the scheme and set the certificate in the `fetch` you pass';
      report(child(pointer, 'type'), `A client has no say in mutual TLS: ${remedy}.`);
    }
  }
}
