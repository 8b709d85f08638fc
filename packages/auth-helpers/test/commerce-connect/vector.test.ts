import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decryptResult, encryptPayload, MerchantKey } from '../../src/commerce-connect/index.js';
import { onEachBackend } from '../support.js';

// Its source is named inside: the vendor's published example.
const vector = JSON.parse(readFileSync(join(__dirname, '../vectors/commerce-connect.json'), 'utf8'));
const key = new MerchantKey({ key: vector.keyValue, iv: vector.ivValue });

onEachBackend(() => {
  test("the vendor's example is decrypted byte for byte, and encrypted to the same text again", async () => {
    const text = await key.decrypt(vector.encryptData);
    expect(Buffer.byteLength(text)).toBe(vector.plaintext.bytes);
    expect(createHash('sha256').update(text).digest('hex')).toBe(vector.plaintext.sha256);
    expect(await encryptPayload(text, key)).toBe(vector.encryptData);
  });

  test('its fields are read', async () => {
    const { topLevelKeys, transactionDetails } = vector.plaintext;
    const result = await decryptResult(vector.encryptData, key);
    expect(Object.keys(result).sort()).toEqual([...topLevelKeys].sort());
    expect(result).toMatchObject({ transactionDetails });
  });

  test('a + that a form decoder made a space is put back', async () => {
    expect(vector.encryptData).toContain('+');
    const mangled = new URLSearchParams(`encData=${vector.encryptData}`).get('encData')!;
    expect(mangled).toContain(' ');
    expect(await decryptResult(mangled, key)).toEqual(await decryptResult(vector.encryptData, key));
  });
});
