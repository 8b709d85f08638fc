import { answerWith, json } from '../../../tools/jest/exchange.js';
import { updateWeb, WebApi } from '../src/generated/index.js';
import { boxConfiguration, describeOperations, html, type Row } from './support/box.js';

const domains = json([
  {
    domain: 'example.com',
    root: '/home/user-data/www/default',
    custom_root: '/home/user-data/www/example.com',
    ssl_certificate: ['success', 'Signed & valid. The certificate expires in 87 days.'],
    static_enabled: true,
    undeclared: 'kept',
  },
]);

const rows: readonly Row<WebApi>[] = [
  {
    operation: 'getWebDomains',
    call: (api) => api.getWebDomains(),
    method: 'GET',
    path: '/web/domains',
    accept: 'application/json, text/plain, text/html',
    answer: domains,
  },
  {
    operation: 'updateWeb',
    call: (api) => api.updateWeb(),
    method: 'POST',
    path: '/web/update',
    accept: 'text/html, application/json, text/plain',
    answer: html('web updated'),
  },
  {
    operation: 'updateWeb',
    when: 'as a function, with nothing to apply',
    call: (_api, configuration) => updateWeb(configuration),
    method: 'POST',
    path: '/web/update',
    accept: 'text/html, application/json, text/plain',
    answer: html(''),
  },
];

describeOperations(WebApi, rows);

describe('WebApi', () => {
  const api = new WebApi(boxConfiguration());

  test('a web domain names its folder and the state of its certificate', async () => {
    answerWith(domains);
    const [domain] = await api.getWebDomains();
    const folder: string | undefined = domain?.root;
    const [state, sentence]: readonly (string | undefined)[] = domain?.ssl_certificate ?? [];
    expect([folder, state, sentence]).toStrictEqual([
      '/home/user-data/www/default',
      'success',
      'Signed & valid. The certificate expires in 87 days.',
    ]);
    // @ts-expect-error: not part of the description, although it is in the answer
    expect(domain?.undeclared).toBe('kept');
  });
});
