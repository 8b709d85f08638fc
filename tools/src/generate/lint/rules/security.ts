import { child, items, shown } from '../../openapi/json.js';
import { type Check, each, eachOperation } from '../rule.js';

/** A security requirement names schemes of `components.securitySchemes`. */
export const securityDefined: Check = (document, report) => {
  const defined = new Set(document.components('securitySchemes').map(([name]) => name));
  for (const { value, pointer } of document.all('SecurityRequirement')) {
    for (const name of Object.keys(value)) {
      if (defined.has(name)) continue;
      const message = `Define ${shown(name)} in components.securitySchemes, or correct the name.`;
      report(child(pointer, name), message);
    }
  }
};

const types = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];

/** Security schemes are of a type that OpenAPI knows. */
export const securityType: Check = each('SecurityScheme', ({ type }, report) => {
  if (typeof type !== 'string' || types.includes(type)) return;
  report(`${shown(type)} is no security scheme type: use ${types.join(', ')}.`, 'type');
});

/** Generated clients send keys, basic and bearer credentials; other schemes are left to a middleware. */
export const securityPlaceable: Check = each('SecurityScheme', ({ type, scheme }, report) => {
  if (type === 'http' && typeof scheme === 'string' && !/^(basic|bearer)$/i.test(scheme)) {
    const remedy = 'drop the scheme and sign or answer in a middleware';
    report(`Clients send basic and bearer, not ${shown(scheme)}: ${remedy}.`, 'scheme');
  } else if (type === 'mutualTLS') {
    const remedy = 'drop the scheme and set the certificate in the `fetch` you pass';
    report(`A client has no say in mutual TLS: ${remedy}.`, 'type');
  }
});

/** Who may call is said for each operation, or for all of them; an empty list says that anybody may. */
export const securityStated: Check = eachOperation(({ value }, report, { root }) => {
  if (root.security !== undefined || value.security !== undefined) return;
  report('Add `security` here or to the document; `[]` means that no credentials are needed.');
});

/** There is a server, and each is reached by https. */
export const serversHttps: Check = (document, report) => {
  if (items(document.root.servers).length === 0) report('', 'Add `servers` with the URL of production.');
  https(document, report);
};

const https = each('Server', ({ url }, report) => {
  if (typeof url !== 'string' || url.startsWith('https://')) return;
  report('Credentials go to this server: write a URL that starts with https://.', 'url');
});
