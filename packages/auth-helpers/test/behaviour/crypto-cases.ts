import {
  commerceConnectAuth,
  decryptResult,
  encryptPayload,
  MerchantKey,
  requestHmac,
} from '../../src/commerce-connect/index.js';
import { type AuthInfoOptions, createAuthInfo } from '../../src/plo/index.js';
import vector from '../vectors/commerce-connect.json' with { type: 'json' };
import { type BehaviourCase, cases } from './case.js';
import { equal, must, outcome, rejection } from './check.js';

const { keyValue: key, ivValue: iv, encryptData } = vector;
const merchantKey = new MerchantKey({ key, iv });

/** `0123456789abcdef` and `fedcba9876543210` in base64. */
const authInfo: AuthInfoOptions = {
  userId: 'user-of-thirty-characters-0001',
  fiId: '999999',
  key: 'MDEyMzQ1Njc4OWFiY2RlZg==',
  iv: 'ZmVkY2JhOTg3NjU0MzIxMA==',
  now: () => 1_700_000_000_999,
};

// What is expected of AuthInfo and HMAC was made with the command line of OpenSSL 3.
export const cryptoCases: readonly BehaviourCase[] = cases('crypto', {
  "the vendor's example of Commerce Connect is decrypted byte for byte": async () => {
    const bytes = new TextEncoder().encode(await merchantKey.decrypt(encryptData));
    const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
    const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    equal([bytes.length, hex], [vector.plaintext.bytes, vector.plaintext.sha256]);
  },

  'and encrypted to the same text again': async () => {
    equal(await encryptPayload(await merchantKey.decrypt(encryptData), merchantKey), encryptData);
  },

  'a + that a form decoder made a space is put back': async () => {
    const { transactionDetails } = await decryptResult(encryptData.replaceAll('+', ' '), merchantKey);
    equal(transactionDetails, { ...Object(transactionDetails), ...vector.plaintext.transactionDetails });
  },

  'what was encrypted is decrypted to the same, of any length and script': async () => {
    for (const length of [0, 1, 7, 8, 9, 15, 16, 17, 1_300, 20_000]) {
      const payload = { text: 'ä漢😀"\\\n'.repeat(length) };
      equal(await decryptResult(await encryptPayload(payload, merchantKey), merchantKey), payload);
    }
  },

  'one key works for a hundred payloads at a time': async () => {
    const payloads = Array.from({ length: 100 }, (_, at) => ({ at }));
    const encrypted = await Promise.all(payloads.map((payload) => encryptPayload(payload, merchantKey)));
    equal(await Promise.all(encrypted.map((text) => decryptResult(text, merchantKey))), payloads);
  },

  'the HMAC of a payment is the one that OpenSSL makes': async () => {
    const fields = { merchantId: 'M1', clientTransactionId: 'MT202202161058003', amount: '1.00' };
    equal(
      await requestHmac({ ...fields, currencyCode: 'INR' }, merchantKey),
      '93d40697429d8af8bb507ab6013c5f18ba0972ffb850a33026203bf733522640' +
        '63b645a022c885882a8ed034907cc223e25c6d22b5945d87c43a9e454c1c768d',
    );
  },

  'an AuthInfo is the one that OpenSSL makes': async () => {
    equal(
      await createAuthInfo(authInfo),
      '6812e00833b15ed26b1d11c5b2225f8c9c26dc289ed23e49ff82257b184d63fb' +
        'c9c94b50b92fcbdc7d0f7f4cc65d11ab32629d4a5ec3217ef3938de6502d47f1',
    );
  },

  'an AuthInfo of AES-256, base64 and milliseconds is the one that OpenSSL makes': async () => {
    const settled = { mode: 'aes-256-cbc', encoding: 'base64', timeUnit: 'milliseconds' } as const;
    equal(
      await createAuthInfo({ ...authInfo, ...settled, key: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' }),
      '03M0GswjmTNXyXGFdGvbUjspG/erjJKrPyVSUvmb/nrKaA68/hP3KaHMs4tg9cRmI/ubi1tlpvUy44d0R3H8tQ==',
    );
  },

  'whatever cannot be decrypted, the error is the same': async () => {
    const bytes = atob(encryptData);
    const flip = (at: number): string =>
      btoa(bytes.slice(0, at) + String.fromCharCode(bytes.charCodeAt(at) ^ 1) + bytes.slice(at + 1));
    const other = new MerchantKey({ key: btoa('k'.repeat(32)), iv: btoa('i'.repeat(16)) });
    const wrong = [
      // The last byte of the last block but one: the padding; the first byte of all: the JSON.
      ...[flip(bytes.length - 17), flip(bytes.length - 1), flip(0)],
      ...['', 'AAAA', '%', btoa(bytes.slice(0, -16)), btoa(bytes.slice(0, -1)), `${encryptData}\n`],
      await merchantKey.encrypt('no JSON'),
      await merchantKey.encrypt('[1]'),
    ];
    const errors = [
      ...wrong.map((text) => rejection(decryptResult(text, merchantKey))),
      rejection(decryptResult(encryptData, other)),
    ];
    const told = new Set((await Promise.all(errors)).map((error) => `${error} ${JSON.stringify(error)}`));
    must([...told].join().includes('decrypt_failed'), `no DecryptError: ${[...told].join()}`);
    equal(told.size, 1, 'different errors');
  },

  'a wrong key whose padding comes out well is found out': async () => {
    // One key in 250 is such a one: this text is then 1,311 bytes of no meaning.
    const wrong = new MerchantKey({ key: btoa('wrong key 458'.padEnd(32, '.')), iv });
    equal(await outcome(decryptResult(encryptData, wrong)), 'decrypt_failed');
  },

  'keys are canonical base64 of the right length, or are refused': async () => {
    const wrong = [
      ...[key.slice(0, -1), `${key}\n`, ` ${key}`, key.replace('+', '-').replace('/', '_'), `${key}====`],
      // The last digit has two bits that are no part of the bytes.
      key.replace('o=', 'p='),
      ...['', iv, btoa('k'.repeat(31)), btoa('k'.repeat(33)), undefined, 7],
    ];
    for (const value of wrong) {
      const made = (async () => commerceConnectAuth({ merchantId: 'M1', key: value as string, iv }))();
      equal(await outcome(made), 'configuration_invalid', `${value}`);
    }
  },
});
