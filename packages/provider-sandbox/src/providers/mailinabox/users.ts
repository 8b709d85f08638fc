import { fitQuota, NO_QUOTA, quotaColumns, UNKNOWN_SIZE } from './accounts.js';
import { html, json } from './answers.js';
import { type Box, byDomain, domainOf, type Form, lines, type Operations } from './box.js';
import { isMailAddress, provesDomain } from './mail-address.js';

const MIN_PASSWORD_LENGTH = 8;

/** Stricter than mail: these are names of folders as well. */
const USER_ADDRESS = /^[a-z0-9._-]+@[a-z0-9.-]+$/;

/** Mail users: those that are added can be read back and can log in. */
export function userOperations({ accounts }: Box): Operations {
  const field = (form: Form, name: string) => form.get(name) ?? '';
  const notAUser = (email: string) => html(400, `That's not a user (${email}).`);
  const weakPassword = (password: string) => {
    if (password.trim() === '') return html(400, 'No password provided.');
    if (password.length >= MIN_PASSWORD_LENGTH) return undefined;
    return html(400, 'Passwords must be at least eight characters.');
  };
  /** @returns why none can have it. */
  const unfitAddress = (email: string) => {
    if (email.trim() === '') return 'No email address provided.';
    if (accounts.find(email) !== undefined) return 'User already exists.';
    if (!isMailAddress(email, { mayBeDomain: false })) return 'Invalid email address.';
    if (!USER_ADDRESS.test(email))
      return 'Only a-z, 0-9, _, - and . may be in the address of a user account.';
    if (!provesDomain(email)) return undefined;
    return 'Nobody can have an account of this address: it serves to prove who owns a domain. Make an alias.';
  };

  return {
    getMailUsers({ request }) {
      const active = accounts.all().map(({ email, privileges, quota }) => {
        return { email, privileges, status: 'active', ...quotaColumns(quota) };
      });
      if (request.query.get('format') !== 'json') return html(200, lines(active.map(({ email }) => email)));
      const inactive = accounts.archived().map((email) => {
        const [name, domain] = email.split('@');
        const mailbox = `/home/user-data/mail/mailboxes/${domain}/${name}`;
        return { email, privileges: [], status: 'inactive', mailbox, ...UNKNOWN_SIZE };
      });
      const domains = byDomain([...active, ...inactive], ({ email }) => email);
      return json(
        200,
        domains.map(([domain, users]) => ({ domain, users })),
      );
    },
    addMailUser({ form }) {
      const [email, password] = [field(form, 'email'), field(form, 'password')];
      const unfit = unfitAddress(email);
      if (unfit !== undefined) return html(400, unfit);
      const weak = weakPassword(password);
      if (weak !== undefined) return weak;
      const given = field(form, 'privileges');
      const privileges = given.trim() === '' ? [] : given.split('\n');
      const unfitPrivilege = privileges.map(refusedPrivilege).find((refused) => refused !== undefined);
      if (unfitPrivilege !== undefined) return unfitPrivilege;
      const quota = fitQuota(form.get('quota') ?? NO_QUOTA);
      if (typeof quota !== 'string') return html(400, quota.refused);
      const domain = domainOf(email);
      const isNew = !accounts.all().some((account) => domainOf(account.email) === domain);
      accounts.add({ email, password, privileges, quota });
      return html(200, lines(['mail user added', ...(isNew ? [`updated DNS: ${domain}`] : [])]));
    },
    removeMailUser({ form }) {
      const email = field(form, 'email');
      return accounts.remove(email) ? html(200, lines(['mail user removed'])) : notAUser(email);
    },
    setMailUserPassword({ form }) {
      const [email, password] = [field(form, 'email'), field(form, 'password')];
      const weak = weakPassword(password);
      if (weak !== undefined) return weak;
      const account = accounts.find(email);
      if (account === undefined) return notAUser(email);
      accounts.setPassword(account, password);
      return html(200, 'OK');
    },
    getMailUserPrivileges({ request }) {
      const email = request.query.get('email') ?? '';
      const account = accounts.find(email);
      return account === undefined ? notAUser(email) : html(200, account.privileges.join('\n'));
    },
    getMailUserQuota({ request }) {
      const email = request.query.get('email') ?? '';
      const account = accounts.find(email);
      const refused = `That's not a user (${email}).`;
      if (request.query.get('text'))
        return account === undefined ? html(400, refused) : html(200, account.quota);
      // The daemon takes the pair of a refusal for the quota, and sends it as a success.
      return json(200, { email, quota: account?.quota ?? [refused, 400] });
    },
    setMailUserQuota({ form }) {
      const email = field(form, 'email');
      const quota = fitQuota(field(form, 'quota'));
      if (typeof quota !== 'string') return html(400, quota.refused);
      const account = accounts.find(email);
      if (account === undefined) return notAUser(email);
      account.quota = quota;
      return html(200, 'OK');
    },
    addMailUserPrivilege: ({ form }) => setPrivilege(form, true),
    removeMailUserPrivilege: ({ form }) => setPrivilege(form, false),
  };

  /** Any word is one, but they are kept as lines. */
  function refusedPrivilege(privilege: string) {
    const isLine = privilege.trim() !== '' && !privilege.includes('\n');
    return isLine ? undefined : html(400, `That's not a valid privilege (${privilege}).`);
  }

  function setPrivilege(form: Form, isGranted: boolean) {
    const [email, privilege] = [field(form, 'email'), field(form, 'privilege')];
    const refused = refusedPrivilege(privilege);
    if (refused !== undefined) return refused;
    const account = accounts.find(email);
    if (account === undefined) return notAUser(email);
    const others = account.privileges.filter((held) => held !== privilege);
    account.privileges = isGranted ? [...others, privilege] : others;
    return html(200, 'OK');
  }
}
