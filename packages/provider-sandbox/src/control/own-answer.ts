import type { SandboxAnswer } from '../core/provider.js';

/**
 * On each answer of page and control calls: a program on this machine may read them, the page of another origin may
 * not. There is no `access-control-allow-origin`, and what is embedded without asking (as a script is) is refused too.
 */
export const ownHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** An answer of page or control calls. */
export function ownAnswer(
  type: string,
  body: string,
  { status = 200, headers = {} }: Partial<Pick<SandboxAnswer, 'status' | 'headers'>> = {},
): SandboxAnswer {
  return { status, headers: { 'content-type': type, ...ownHeaders, ...headers }, body };
}
