/** Signs of a name in mail (RFC 5322, section 3.2.3); dots stand between others. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** It has a dot at least, and its last label ends with a letter. */
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]*[a-z]$/i;

/** RFC 5321, section 4.5.3.1, and RFC 1035, section 2.3.4. */
const LONGEST_LOCAL = 64;
const LONGEST_LABEL = 63;
const LONGEST = 254;

/** Who gets mail here may prove to own the domain, so that these are for aliases of administrators. In any case. */
const DOMAIN_PROOF_ADDRESS = /^(?:admin|administrator|postmaster|hostmaster|webmaster|abuse)[@+]/i;

/**
 * Whether it is an address of mail, in ASCII, as the daemon has it of users, aliases and receivers.
 *
 * @param options Whether nothing may stand before the at sign, which is everything in the domain.
 */
export function isMailAddress(address: string, options: { readonly mayBeDomain: boolean }): boolean {
  const [local = '', domain = '', ...others] = address.split('@');
  if (others.length > 0 || address.length > LONGEST || local.length > LONGEST_LOCAL) return false;
  const isLocal = local === '' ? options.mayBeDomain : LOCAL.test(local);
  return isLocal && DOMAIN.test(domain) && domain.split('.').every((label) => label.length <= LONGEST_LABEL);
}

export function provesDomain(address: string): boolean {
  return DOMAIN_PROOF_ADDRESS.test(address);
}
