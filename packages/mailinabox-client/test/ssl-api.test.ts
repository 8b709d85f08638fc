import { answerWith, json, rejection } from '../../../tools/jest/exchange.js';
import { generateSSLCSR, RequiredError, SSLApi } from '../src/generated/index.js';
import { boxConfiguration, describeOperations, html, type Row } from './support/box.js';

const form = 'application/x-www-form-urlencoded';
const texts = 'text/html, application/json, text/plain';
const objects = 'application/json, text/plain, text/html';

const rows: readonly Row<SSLApi>[] = [
  {
    operation: 'getSSLStatus',
    call: (api) => api.getSSLStatus(),
    method: 'GET',
    path: '/ssl/status',
    accept: objects,
    answer: json({
      can_provision: ['www.example.com'],
      status: [{ domain: 'example.com', status: 'success', text: 'Signed & valid.', undeclared: [] }],
    }),
  },
  {
    operation: 'generateSSLCSR',
    call: (api) => api.generateSSLCSR({ domain: 'www.example.com', body: { countrycode: 'GB' } }),
    method: 'POST',
    path: '/ssl/csr/www.example.com',
    accept: texts,
    contentType: form,
    body: 'countrycode=GB',
    answer: html('-----BEGIN CERTIFICATE REQUEST-----\nTUFERSBVUA==\n-----END CERTIFICATE REQUEST-----\n'),
  },
  {
    operation: 'generateSSLCSR',
    when: 'as a function, for a name that tries to leave the path',
    call: (_api, configuration) =>
      generateSSLCSR(configuration, { domain: '../install?domain=x#', body: { countrycode: 'GB' } }),
    method: 'POST',
    path: '/ssl/csr/..%2Finstall%3Fdomain%3Dx%23',
    accept: texts,
    contentType: form,
    body: 'countrycode=GB',
    answer: html('Invalid domain name.'),
  },
  {
    operation: 'installSSLCertificate',
    call: (api) =>
      api.installSSLCertificate({
        body: {
          domain: 'example.com',
          cert: '-----BEGIN CERTIFICATE-----\nTUFE+RSB/VUA==\n-----END CERTIFICATE-----\n',
          chain: '',
        },
      }),
    method: 'POST',
    path: '/ssl/install',
    accept: texts,
    contentType: form,
    body:
      'domain=example.com&cert=-----BEGIN+CERTIFICATE-----%0ATUFE%2BRSB%2FVUA%3D%3D%0A' +
      '-----END+CERTIFICATE-----%0A&chain=',
    answer: html('OK\nweb updated\n'),
  },
  {
    operation: 'provisionSSLCertificates',
    call: (api) => api.provisionSSLCertificates(),
    method: 'POST',
    path: '/ssl/provision',
    accept: objects,
    answer: json({
      requests: [
        { domains: ['www.example.com'], log: ['Certificate installed.'], result: 'installed' },
        { domains: ['old.example.com'], log: [], result: 'skipped', undeclared: null },
      ],
    }),
  },
];

describeOperations(SSLApi, rows);

describe('SSLApi', () => {
  const api = new SSLApi(boxConfiguration());

  test('a signing request needs a domain', async () => {
    const sent = answerWith(html(''));
    // @ts-expect-error: the domain is missing
    const error = await rejection(api.generateSSLCSR({ body: { countrycode: 'GB' } }), RequiredError);
    expect(error).toMatchObject({ field: 'domain', operationId: 'generateSSLCSR' });
    expect(sent).toStrictEqual([]);
  });

  test('a refused certificate is a text under status 200, not an error', async () => {
    answerWith(html('The certificate does not match the private key.'));
    const body = { domain: 'example.com', cert: 'made up', chain: '' };
    const text: string = await api.installSSLCertificate({ body });
    expect(text.startsWith('OK')).toBe(false);
  });

  test('an attempt may end in a result that the description does not have', async () => {
    answerWith(json({ requests: ['error', 'deferred'].map((result) => ({ domains: [], log: [], result })) }));
    const { requests } = await api.provisionSSLCertificates();
    const failed = requests.filter(({ result }) => result === 'error' || result === 'deferred');
    expect(failed).toHaveLength(2);
  });
});
