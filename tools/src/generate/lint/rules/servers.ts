import { items, type JsonObject, member, shown } from '../../openapi/json.js';
import { type Check, each } from '../rule.js';
import { hasStrayBrace } from './paths.js';

/** The braces of a server URL hold one name each. */
export const serverUrl: Check = each('Server', ({ url }, report) => {
  if (typeof url === 'string' && hasStrayBrace(url)) {
    report('The braces of this URL do not hold one name each.', 'url');
  }
});

/** A server says where it is. */
export const serverRelative: Check = each('Server', ({ url }, report) => {
  if (url === '') report('The URL is empty: write where the server is.', 'url');
});

/** The variables of a server URL are declared, with a default that is one of their values. */
export const serverVariables: Check = each('Server', ({ url, variables }, report) => {
  if (typeof url !== 'string') return;
  for (const [, name] of url.matchAll(/\{([^{}]*)\}/g)) {
    const variable = member(variables, name!);
    if (variable === undefined) report(`Declare ${shown(name!)} in \`variables\`, with a default.`, 'url');
    else if (typeof member(variable, 'default') !== 'string') {
      report(`Give ${shown(name!)} a default.`, 'variables', name!);
    }
  }
});

/** A server URL is one that calls can start from: with a scheme, or a path on the page's host; without query and fragment. */
export const serverDoubtful: Check = each('Server', (server, report) => {
  const { url } = server;
  if (typeof url !== 'string' || url === '') return;
  if (/[?#]/.test(url)) {
    report('No call can go to a URL with a query or a fragment: users have to set `basePath`.', 'url');
  } else if (!/^([a-z][a-z0-9+.-]*:\/\/|\/|\.)/i.test(withDefaults(server, url))) {
    report('This URL has no scheme, so it is a path on the page: write https:// before it.', 'url');
  }
});

/** The URL with its first variable, where that is all that stands before the host, set to its default. */
function withDefaults({ variables }: JsonObject, url: string): string {
  return url.replace(/^\{([^{}]*)\}/, (placeholder, name: string) => {
    const variable = member(variables, name);
    const value = member(variable, 'default') ?? items(member(variable, 'enum'))[0];
    return typeof value === 'string' ? value : placeholder;
  });
}
