import { answerWith, json, rejection, text } from '../../../tools/jest/exchange.js';
import { getSystemVersion, ResponseError, SystemApi } from '../src/generated/index.js';
import { boxConfiguration, describeOperations, html, type Row } from './support/box.js';

const form = 'application/x-www-form-urlencoded';
const texts = 'text/html, application/json, text/plain';
const objects = 'application/json, text/plain, text/html';

const rows: readonly Row<SystemApi>[] = [
  {
    operation: 'getSystemStatus',
    call: (api) => api.getSystemStatus(),
    method: 'POST',
    path: '/system/status',
    accept: objects,
    answer: json([
      { type: 'heading', text: 'System', extra: [] },
      { type: 'error', text: 'A port is closed.', extra: [{ monospace: true, text: '25' }], undeclared: 1 },
    ]),
  },
  {
    operation: 'getSystemVersion',
    call: (_api, configuration) => getSystemVersion(configuration),
    method: 'GET',
    path: '/system/version',
    accept: texts,
    answer: html('v75'),
  },
  {
    operation: 'getSystemUpstreamVersion',
    call: (api) => api.getSystemUpstreamVersion(),
    method: 'POST',
    path: '/system/latest-upstream-version',
    accept: texts,
    answer: html('v76'),
  },
  {
    operation: 'getSystemUpdates',
    call: (api) => api.getSystemUpdates(),
    method: 'GET',
    path: '/system/updates',
    accept: texts,
    answer: html('libexample6 (2.35-0ubuntu3.8)\n'),
  },
  {
    operation: 'getSystemUpdates',
    when: 'with none pending',
    call: (api) => api.getSystemUpdates(),
    method: 'GET',
    path: '/system/updates',
    accept: texts,
    answer: html(''),
  },
  {
    operation: 'updateSystemPackages',
    call: (api) => api.updateSystemPackages(),
    method: 'POST',
    path: '/system/update-packages',
    accept: texts,
    answer: html('Reading package lists...\n0 upgraded\n'),
  },
  {
    operation: 'getSystemPrivacyStatus',
    call: (api) => api.getSystemPrivacyStatus(),
    method: 'GET',
    path: '/system/privacy',
    accept: objects,
    answer: json(false),
  },
  {
    operation: 'updateSystemPrivacy',
    call: (api) => api.updateSystemPrivacy({ body: { value: 'private' } }),
    method: 'POST',
    path: '/system/privacy',
    accept: texts,
    contentType: form,
    body: 'value=private',
    answer: html('OK'),
  },
  {
    operation: 'updateSystemPrivacy',
    when: 'to allow look-ups',
    call: (api) => api.updateSystemPrivacy({ body: { value: 'off' } }),
    method: 'POST',
    path: '/system/privacy',
    accept: texts,
    contentType: form,
    body: 'value=off',
    answer: html('OK'),
  },
  {
    operation: 'getSystemRebootStatus',
    call: (api) => api.getSystemRebootStatus(),
    method: 'GET',
    path: '/system/reboot',
    accept: objects,
    answer: json(true),
  },
  {
    operation: 'rebootSystem',
    call: (api) => api.rebootSystem(),
    method: 'POST',
    path: '/system/reboot',
    accept: texts,
    answer: html('No reboot is required, so it is not allowed.'),
  },
  {
    operation: 'getSystemBackupStatus',
    call: (api) => api.getSystemBackupStatus(),
    method: 'GET',
    path: '/system/backup/status',
    accept: objects,
    answer: json({
      backups: [
        {
          date: '20260801T023706Z',
          date_delta: '15 hours, 40 minutes',
          date_str: '2026-08-01 03:37:06 BST',
          full: true,
          size: 9007199254740991,
          volumes: 1,
          undeclared: 'kept',
        },
      ],
      unmatched_file_size: 0,
    }),
  },
  {
    operation: 'getSystemBackupStatus',
    when: 'of a target that cannot be read',
    call: (api) => api.getSystemBackupStatus(),
    method: 'GET',
    path: '/system/backup/status',
    accept: objects,
    answer: json({ error: 'Could not connect to the backup target.' }),
  },
  {
    operation: 'getSystemBackupConfig',
    call: (api) => api.getSystemBackupConfig(),
    method: 'GET',
    path: '/system/backup/config',
    accept: objects,
    answer: json({
      enc_pw_file: '/home/user-data/backup/secret_key.txt',
      file_target_directory: '/home/user-data/backup/encrypted',
      min_age_in_days: 3,
      ssh_pub_key: 'ssh-rsa MADEUP root@box.acme.example\n',
      target: 'local',
      undeclared: {},
    }),
  },
  {
    operation: 'updateSystemBackupConfig',
    call: (api) =>
      api.updateSystemBackupConfig({
        body: {
          target: 's3://s3.eu-central-1.amazonaws.com/box-example-com?x=1',
          target_user: '',
          target_pass: 'made/up+secret=',
          min_age: 3,
        },
      }),
    method: 'POST',
    path: '/system/backup/config',
    accept: texts,
    contentType: form,
    body:
      'target=s3%3A%2F%2Fs3.eu-central-1.amazonaws.com%2Fbox-example-com%3Fx%3D1' +
      '&target_user=&target_pass=made%2Fup%2Bsecret%3D&min_age=3',
    answer: html('OK'),
  },
  {
    operation: 'updateSystemBackupConfig',
    when: 'answered as JSON',
    call: (api) =>
      api.updateSystemBackupConfig({ body: { target: 'off', target_user: '', target_pass: '', min_age: 1 } }),
    method: 'POST',
    path: '/system/backup/config',
    accept: texts,
    contentType: form,
    body: 'target=off&target_user=&target_pass=&min_age=1',
    answer: json('Invalid target'),
  },
];

describeOperations(SystemApi, rows);

describe('what the system operations take and give', () => {
  const api = new SystemApi(boxConfiguration());

  test('a setting is a boolean, false too', async () => {
    answerWith(json(false));
    const isPrivate: boolean = await api.getSystemPrivacyStatus();
    expect(isPrivate).toBe(false);
  });

  test('a status entry tells its kind, which may be new', async () => {
    answerWith(json(['warning', 'hint'].map((type) => ({ type, text: 'Slow.', extra: [] }))));
    const entries = await api.getSystemStatus();
    expect(entries.filter(({ type }) => type === 'warning' || type === 'hint')).toHaveLength(2);
  });

  test('a size that a number cannot hold is a bigint', async () => {
    const backup = '"date":"","date_delta":"","date_str":"","full":true,"volumes":1,"undeclared":"#9"';
    const body = `{"backups":[{${backup},"size":9007199254740993}],"unmatched_file_size":9007199254740991}`;
    answerWith(text('application/json', body));
    const { backups, unmatched_file_size: unmatched } = await api.getSystemBackupStatus();
    const size: number | bigint | undefined = backups?.[0]?.size;
    expect([size, unmatched]).toStrictEqual([9007199254740993n, 9007199254740991]);
    expect(backups?.[0]).toMatchObject({ undeclared: '#9' });
  });

  test('a failure of the daemon comes as status 500 with its text', async () => {
    answerWith(html('Could not read the installed version.', 500));
    const error = await rejection(api.getSystemVersion(), ResponseError);
    expect(error).toMatchObject({ status: 500, body: 'Could not read the installed version.' });
  });

  test('a privacy setting that the box does not know does not compile', async () => {
    const sent = answerWith(html('OK'));
    // @ts-expect-error: private or off
    await api.updateSystemPrivacy({ body: { value: 'public' } });
    const target = { target: 'off', target_user: '', target_pass: '' };
    // @ts-expect-error: days are a number
    await api.updateSystemBackupConfig({ body: { ...target, min_age: '3' } });
    expect(sent.map(({ body }) => body)).toStrictEqual([
      'value=public',
      'target=off&target_user=&target_pass=&min_age=3',
    ]);
  });
});
