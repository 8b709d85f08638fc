import { html, json } from './answers.js';
import type { Box, Operations } from './box.js';
import { base32Bytes, isCodeOf, newSecret } from './totp.js';

/** Second factors: one that is enrolled here is asked for at the next login. */
export function mfaOperations({ accounts, clock, random, example }: Box): Operations {
  return {
    mfaStatus({ account, form }) {
      const owner = accounts.find(form.get('user') ?? account.email);
      if (owner === undefined) return html(400, 'User does not exist.');
      const factors = owner.factors.map(({ id, label }) => ({ id, type: 'totp', label }));
      if (owner !== account) return json(200, { enabled_mfa: factors });
      const totp = { type: 'totp', secret: newSecret(random), qr_code_base64: qrCode(example('mfaStatus')) };
      return json(200, { enabled_mfa: factors, new_mfa: { totp } });
    },
    async mfaTotpEnable({ account, form }) {
      const [secret, code] = [form.get('secret') ?? '', form.get('token')];
      if (code === null) return html(400, 'Bad Input');
      if (!isSecret(secret)) return html(400, 'Invalid secret.');
      if (!(await isCodeOf(secret, code, clock.nowMs()))) return html(400, 'Invalid token.');
      accounts.addFactor(account, secret, form.get('label'));
      return html(200, 'OK');
    },
    mfaTotpDisable({ account, form }) {
      const owner = accounts.find(form.get('user') ?? account.email);
      // The published name, mfa_id, is not read: with it alone, all factors go.
      const id = form.get('mfa-id') ?? '';
      const isRemoved =
        owner !== undefined && accounts.removeFactors(owner, id === '' ? undefined : Number(id));
      return isRemoved ? html(200, 'OK') : html(400, 'Invalid user or MFA id.');
    },
  };
}

function isSecret(text: string): boolean {
  try {
    return base32Bytes(text).length === 20;
  } catch {
    return false;
  }
}

/** That of the description: nobody scans it. */
function qrCode(status: unknown): string {
  return (status as { new_mfa: { totp: { qr_code_base64: string } } }).new_mfa.totp.qr_code_base64;
}
