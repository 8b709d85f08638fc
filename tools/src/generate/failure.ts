import { printableLines } from '../print/text.js';

export type FailureCode =
  | 'provider_mismatch'
  | 'pin_invalid'
  | 'options_invalid'
  | 'jar_unreachable'
  | 'jar_changed'
  | 'java_missing'
  | 'java_too_old'
  | 'template_original'
  | 'generator_failed'
  | 'operations_lost'
  | 'not_compiling'
  | 'file_name'
  | 'out_refused'
  | 'locked'
  | 'swap_failed'
  | SiteFailureCode;

/**
 * `site_page`: a page holds what VitePress would run. `site_pages`: the pages cannot make a site. `site_build`:
 * VitePress refused them. `site_links`: the built site has links that lead nowhere, or loads something from elsewhere.
 * `site_out`: the output folder is not ours to replace.
 */
type SiteFailureCode = 'site_page' | 'site_pages' | 'site_build' | 'site_links' | 'site_out';

/** Something a person can mend: the message says what failed and what to do, and is shown without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(printableLines(message), options);
    this.code = code;
  }
}

/** The command line itself is wrong; leads to exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
