/**
 * `site_pages`: the pages cannot make a site. `site_build`: VitePress refused them. `site_links`: the built site has
 * links that lead nowhere, or loads something from elsewhere. `site_out`: the output folder is not ours to replace.
 */
export type SiteErrorCode = 'site_pages' | 'site_build' | 'site_links' | 'site_out';

/** Something the writer of a page can mend: the message says what failed and what to do, and is shown without a stack. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
  readonly code: SiteErrorCode;

  constructor(code: SiteErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
