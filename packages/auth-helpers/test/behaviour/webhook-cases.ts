import { verifyWebhook } from '../../src/finicity/index.js';
import { type BehaviourCase, cases } from './case.js';
import { equal, outcome } from './check.js';

// RFC 4231, section 4.3.
const secrets = ['Jefe'] as const;
const rawBody = 'what do ya want for nothing?';
const signature = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';

export const webhookCases: readonly BehaviourCase[] = cases('webhooks', {
  'the signature of RFC 4231 is taken, over text and bytes, in hex of either case': async () => {
    const bytes = new TextEncoder().encode(rawBody);
    const within = new TextEncoder().encode(`x${rawBody}`).subarray(1);
    for (const body of [rawBody, bytes, within]) {
      equal(await verifyWebhook({ rawBody: body, signature, secrets }), true);
      equal(await verifyWebhook({ rawBody: body, signature: signature.toUpperCase(), secrets }), true);
    }
  },

  'a change of any character of body or signature is seen': async () => {
    const changed = (text: string, at: number, by: string): string =>
      text.slice(0, at) + by + text.slice(at + 1);
    for (let at = 0; at < rawBody.length; at += 1) {
      const body = changed(rawBody, at, '~');
      equal(await verifyWebhook({ rawBody: body, signature, secrets }), false, `body at ${at}`);
    }
    for (let at = 0; at < signature.length; at += 1) {
      const other = changed(signature, at, signature[at] === '0' ? '1' : '0');
      equal(await verifyWebhook({ rawBody, signature: other, secrets }), false, `signature at ${at}`);
    }
  },

  'a signature that is none is false, and no error': async () => {
    const odd = [
      '',
      undefined,
      null,
      7,
      {},
      [signature],
      signature.slice(1),
      `${signature}0`,
      ` ${signature}`,
    ];
    for (const claimed of [...odd, 'g'.repeat(64), 'é'.repeat(64), `0x${signature.slice(2)}`]) {
      equal(await verifyWebhook({ rawBody, signature: claimed as string, secrets }), false, `${claimed}`);
    }
  },

  'the secret before the present one is taken for as long as it is given': async () => {
    const ask = (given: readonly [string, string | undefined] | readonly [string]): Promise<boolean> =>
      verifyWebhook({ rawBody, signature, secrets: given });
    equal(await Promise.all([ask(['new', 'Jefe']), ask(['new', undefined]), ask(['new'])]), [
      true,
      false,
      false,
    ]);
  },

  'a body that was parsed, and an empty secret, are refused': async () => {
    for (const body of [{}, [1], 7, undefined, null, new ArrayBuffer(1)]) {
      const asked = verifyWebhook({ rawBody: body as string, signature, secrets });
      equal(await outcome(asked), 'configuration_invalid');
    }
    for (const none of [[''], ['new', ''], [], [undefined]]) {
      const asked = verifyWebhook({ rawBody, signature, secrets: none as unknown as readonly [string] });
      equal(await outcome(asked), 'configuration_invalid');
    }
  },
});
