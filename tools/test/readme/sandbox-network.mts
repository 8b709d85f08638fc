import { writeFileSync } from 'node:fs';
import {
  type FaultyProvider,
  type Provider,
  type SandboxClock,
  type SandboxFetch,
  sandboxFetch,
  sandboxProviders,
} from '@acme/provider-sandbox';

/**
 * Loaded before a program of a README: its requests to the vendors reach the sandbox, which knows the
 * credentials that are set below, and loopback. Nothing else is there. At the end, all secrets that the program
 * had or was given are written to a file, so that what it printed can be searched for them.
 */
const fromReadme = {
  finicity: { partnerId: 'your-partner-id', partnerSecret: 'your-partner-secret', appKey: 'your-app-key' },
  mailinabox: { email: 'admin@example.com', password: 'your-password' },
  merchant: {
    merchantId: 'your-merchant-number',
    key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    iv: 'AAECAwQFBgcICQoLDA0ODw==',
  },
  institution: { fiId: '999999', key: 'AAECAwQFBgcICQoLDA0ODw==', iv: 'AAECAwQFBgcICQoLDA0ODw==' },
} as const;

/** What a reader sets before. Without it a program must not go far: no document has a secret to fall back on. */
Object.assign(process.env, {
  FINICITY_PARTNER_ID: fromReadme.finicity.partnerId,
  FINICITY_PARTNER_SECRET: fromReadme.finicity.partnerSecret,
  FINICITY_APP_KEY: fromReadme.finicity.appKey,
  MAILINABOX_BASE_PATH: 'https://box.example.com/admin',
  MAILINABOX_EMAIL: fromReadme.mailinabox.email,
  MAILINABOX_PASSWORD: fromReadme.mailinabox.password,
  COMMERCE_CONNECT_MERCHANT_ID: fromReadme.merchant.merchantId,
  COMMERCE_CONNECT_KEY: fromReadme.merchant.key,
  COMMERCE_CONNECT_IV: fromReadme.merchant.iv,
  MASTERCARD_CONSUMER_KEY: 'your-consumer-key',
  PLO_FI_ID: fromReadme.institution.fiId,
  PLO_KEY: fromReadme.institution.key,
  PLO_IV: fromReadme.institution.iv,
});

const secrets: string[] = [
  fromReadme.finicity.partnerSecret,
  fromReadme.finicity.appKey,
  fromReadme.mailinabox.password,
  fromReadme.merchant.key,
  fromReadme.merchant.iv,
];

/** It stands still: what a program prints does not depend on the date. */
const clock: SandboxClock = { nowMs: () => Date.UTC(2026, 10, 22, 10), advance() {} };

const sandbox = sandboxProviders({
  clock,
  finicity: { credentials: fromReadme.finicity },
  mailinabox: { accounts: [fromReadme.mailinabox] },
  commerceConnect: { merchant: fromReadme.merchant },
  plo: {
    institution: fromReadme.institution,
    authInfoToleranceMs: Number.POSITIVE_INFINITY,
    signature: { publicKey: `${process.env.README_PUBLIC_KEY}`, consumerKey: 'your-consumer-key' },
  },
});

/** Notes what only the program may know: tokens and keys of sessions. */
function noting(provider: Provider): Provider {
  return {
    ...provider,
    async respond(request) {
      const answer = await (provider as Provider | FaultyProvider).respond(request);
      for (const [, secret = ''] of answer.body.matchAll(
        /"(?:token|api_key|sessionTokenId|Token)":\s*"([^"]+)"/g,
      )) {
        secrets.push(secret);
      }
      return answer;
    },
  };
}

const places: readonly (readonly [base: string, fetch: SandboxFetch])[] = (
  [
    ['https://api.finicity.com', sandbox.finicity],
    ['https://box.example.com/admin', sandbox.mailinabox],
    ['https://api.mastercard.com/plo/v1', sandbox.plo],
    ['https://test.fdconnect.com/FirstPayL2Services', sandbox.commerceConnect],
    ['https://www.fdconnect.com/FDConnectL3Services', sandbox.commerceConnect],
  ] as const
).map(([base, provider]) => [base, sandboxFetch(noting(provider), base)]);

const { fetch: network } = globalThis;
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : `${input}`;
  if (url.startsWith('http://127.0.0.1:')) return network(input, init);
  const [, reached] = places.find(([base]) => url.startsWith(`${base}/`)) ?? [];
  if (reached === undefined)
    throw new Error(`The program asks for ${new URL(url).origin}, which is not there.`);
  return reached(input, init);
};

process.on('exit', () => writeFileSync(`${process.env.README_SECRETS}`, JSON.stringify(secrets)));
