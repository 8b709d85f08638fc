import { answerWith, json, rejection } from '../../../tools/jest/exchange.js';
import { MFAApi, mfaTotpDisable, RequiredError } from '../src/generated/index.js';
import { boxConfiguration, describeOperations, html, type Row } from './support/box.js';

const form = 'application/x-www-form-urlencoded';
const texts = 'text/html, application/json, text/plain';
const objects = 'application/json, text/html, text/plain';

const proposal = { type: 'totp', secret: 'MADEUPMADEUPMADEUPMADEUPMADE2345', qr_code_base64: 'TUFERSBVUA==' };

const rows: readonly Row<MFAApi>[] = [
  {
    operation: 'mfaStatus',
    call: (api) => api.mfaStatus(),
    method: 'POST',
    path: '/mfa/status',
    accept: objects,
    answer: json({
      enabled_mfa: [{ id: 1, type: 'totp', label: null }],
      new_mfa: { totp: proposal },
      more: 0,
    }),
  },
  {
    operation: 'mfaStatus',
    when: 'of another user',
    call: (api) => api.mfaStatus({ body: { user: 'user@example.com' } }),
    method: 'POST',
    path: '/mfa/status',
    accept: objects,
    contentType: form,
    body: 'user=user%40example.com',
    answer: json({ enabled_mfa: [] }),
  },
  {
    operation: 'mfaStatus',
    when: 'in the published form',
    call: (api) => api.mfaStatus({ body: undefined }),
    method: 'POST',
    path: '/mfa/status',
    accept: objects,
    answer: json({ enabled_mfa: null, new_mfa: proposal }),
  },
  {
    operation: 'mfaTotpEnable',
    call: (api) =>
      api.mfaTotpEnable({
        body: { secret: proposal.secret, token: '012345', label: 'Ann’s phone' },
      }),
    method: 'POST',
    path: '/mfa/totp/enable',
    accept: texts,
    contentType: form,
    body: 'secret=MADEUPMADEUPMADEUPMADEUPMADE2345&token=012345&label=Ann%E2%80%99s+phone',
    answer: html('OK'),
  },
  {
    operation: 'mfaTotpDisable',
    call: (api) => api.mfaTotpDisable({ body: { 'mfa-id': '1', mfa_id: '1' } }),
    method: 'POST',
    path: '/mfa/disable',
    accept: texts,
    contentType: form,
    body: 'mfa-id=1&mfa_id=1',
    answer: html('OK'),
  },
  {
    operation: 'mfaTotpDisable',
    when: 'as a function, all of another user',
    call: (_api, configuration) =>
      mfaTotpDisable(configuration, { body: { user: 'u&v@example.com', mfa_id: null } }),
    method: 'POST',
    path: '/mfa/disable',
    accept: texts,
    contentType: form,
    body: 'user=u%26v%40example.com',
    answer: html('OK'),
  },
  {
    operation: 'mfaTotpDisable',
    when: 'all of your own',
    call: (api) => api.mfaTotpDisable(),
    method: 'POST',
    path: '/mfa/disable',
    accept: texts,
    answer: html('OK'),
  },
];

describeOperations(MFAApi, rows);

describe('what the second factor operations take and give', () => {
  const api = new MFAApi(boxConfiguration());

  test('what is enrolled is a list, one object or null', async () => {
    answerWith(json({ enabled_mfa: [{ id: 7, type: 'totp', label: 'Phone' }] }));
    const { enabled_mfa: enrolled } = await api.mfaStatus();
    const ids = Array.isArray(enrolled) ? enrolled.map((factor) => factor.id) : [enrolled?.id];
    expect(ids).toStrictEqual([7]);
  });

  test('enrolling needs a body, and the name of the code that the daemon reads', async () => {
    const sent = answerWith(html('OK'));
    // @ts-expect-error: the body is missing
    const error = await rejection(api.mfaTotpEnable({}), RequiredError);
    expect(error).toMatchObject({ field: 'body', operationId: 'mfaTotpEnable' });
    expect(sent).toStrictEqual([]);
    // @ts-expect-error: the daemon reads the code from `token`
    await api.mfaTotpEnable({ body: { secret: proposal.secret, code: '012345' } });
    expect(sent).toHaveLength(1);
  });
});
