import { html, json } from './answers.js';
import { type Box, domainOf, lines, type Operations } from './box.js';

interface SslStatus {
  readonly status: readonly { readonly domain: string; readonly text: string }[];
  readonly can_provision: readonly string[];
}

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

const NEW = 'Signed & valid. The certificate expires in 90 days.';
const SELF_SIGNED = 'The certificate for this domain is self-signed.';

/**
 * Certificates of the domains with a web site, which are those of the mail users and those of the description. Of a
 * certificate that is installed only the form is looked at.
 */
export function certificateOperations({ accounts, example }: Box): Operations {
  const described = example('getSSLStatus') as SslStatus;
  const { requests } = example('provisionSSLCertificates') as { requests: readonly { result: string }[] };
  const signed = new Map(described.status.map(({ domain, text }) => [domain, text]));

  const domains = (): string[] => {
    const ofUsers = accounts.all().map(({ email }) => domainOf(email));
    return [...new Set([...ofUsers, ...signed.keys(), ...described.can_provision])].sort();
  };
  const withoutOne = (): string[] => domains().filter((domain) => !signed.has(domain));
  const stateOf = (domain: string): readonly [state: string, text: string] => {
    const text = signed.get(domain);
    return text === undefined ? ['warning', SELF_SIGNED] : ['success', text];
  };

  return {
    getSSLStatus() {
      const status = domains().map((domain) => {
        const [state, text] = stateOf(domain);
        return { domain, status: state, text };
      });
      return json(200, { can_provision: withoutOne(), status });
    },
    provisionSSLCertificates() {
      const installed = withoutOne().map((domain) => {
        signed.set(domain, NEW);
        return { domains: [domain], log: ['Certificate installed.'], result: 'installed' };
      });
      return json(200, {
        requests: [...installed, ...requests.filter(({ result }) => result === 'skipped')],
      });
    },
    // A refusal is a 200 as well.
    installSSLCertificate({ form }) {
      const domain = form.get('domain') ?? '';
      if (!domains().includes(domain)) return html(200, 'Invalid domain name.');
      if (!isPem(form.get('cert') ?? '')) return html(200, 'The certificate is not in PEM form.');
      signed.set(domain, NEW);
      return html(200, lines(['OK', 'web updated']));
    },
    getWebDomains: () =>
      json(
        200,
        domains().map((domain) => ({
          domain,
          root: '/home/user-data/www/default',
          custom_root: `/home/user-data/www/${domain}`,
          ssl_certificate: stateOf(domain),
          static_enabled: true,
        })),
      ),
  };
}

/** Whether something stands between the two lines of a certificate (RFC 7468). A pattern would look at each BEGIN. */
function isPem(text: string): boolean {
  const begin = text.indexOf(BEGIN);
  return begin >= 0 && text.lastIndexOf(END) > begin + BEGIN.length;
}
