/**
 * On each answer of page and control calls: a program on this machine may read them, the page of another origin may
 * not. There is no `access-control-allow-origin`, and what is embedded without asking (as a script is) is refused too.
 */
export const ownHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};
