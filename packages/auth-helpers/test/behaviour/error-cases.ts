import * as commerceConnect from '../../src/commerce-connect/index.js';
import * as finicity from '../../src/finicity/index.js';
import * as main from '../../src/index.js';
import * as mailinabox from '../../src/mailinabox/index.js';
import * as plo from '../../src/plo/index.js';
import * as redis from '../../src/redis/index.js';
import { type BehaviourCase, cases } from './case.js';
import { equal, must, rejection } from './check.js';

const entries = { main, 'commerce-connect': commerceConnect, finicity, mailinabox, plo, redis };

export const errorCases: readonly BehaviourCase[] = cases('errors', {
  'one that comes from any entry is an AuthError of every other': async () => {
    for (const [from, { ConfigurationError }] of Object.entries(entries)) {
      const error: unknown = new ConfigurationError('x');
      for (const [of, classes] of Object.entries(entries)) {
        must(error instanceof classes.AuthError, `that of ${from} is no AuthError of ${of}`);
        must(
          error instanceof classes.ConfigurationError,
          `that of ${from} is no ConfigurationError of ${of}`,
        );
      }
      must(!(error instanceof main.DecryptError), `that of ${from} is a DecryptError`);
      must(error instanceof Error, `that of ${from} is no Error`);
    }
    must(!(new Error('x') instanceof main.AuthError), 'any Error is an AuthError');
  },

  'one that was thrown by an entry is caught by the class of another': async () => {
    const thrown = await rejection(finicity.verifyWebhook({ rawBody: '', signature: '', secrets: [''] }));
    must(thrown instanceof plo.ConfigurationError, 'it is not caught');
  },

  'they keep their names when a bundler makes names short': async () => {
    const errors = [
      new main.AuthError('forbidden', 'x'),
      new main.ConfigurationError('x'),
      new main.DecryptError(),
    ];
    equal(
      errors.map(({ name, code }) => `${name} ${code}`),
      ['AuthError forbidden', 'ConfigurationError configuration_invalid', 'DecryptError decrypt_failed'],
    );
  },

  'a helper without options says which it needs, and which variables of the environment': async () => {
    // With a name that nothing sets: most platforms have no environment at all.
    const error = await rejection((async () => plo.ploAuth())());
    must(error instanceof main.ConfigurationError, 'it is no ConfigurationError');
    for (const name of ['fiId', 'key', 'iv', 'PLO_FI_ID', 'PLO_KEY', 'PLO_IV']) {
      must(error.message.includes(name), `it does not name ${name}`);
    }
  },

  'as JSON they have what may be logged': async () => {
    const about = { provider: 'finicity', status: 500, vendorCode: '24302' };
    const error = new main.AuthError('account_locked', 'locked', about);
    equal(JSON.parse(JSON.stringify(error)), {
      ...{ name: 'AuthError', message: 'locked', code: 'account_locked', retryable: false },
      ...about,
    });
  },

  'of a cause from elsewhere they keep name and code, and not its words': async () => {
    const cause = Object.assign(new TypeError('secret'), { code: 'ECONNRESET' });
    const error = new main.AuthError('outcome_unknown', 'x', { cause });
    const { name, message, code, stack } = Object(error.cause);
    equal([name, message, code], ['TypeError', '[redacted]', 'ECONNRESET']);
    must(!`${stack}`.includes('secret'), 'the stack has its words');
  },
});
