/** What you need for a first call to a provider: the page shows it while there are no calls. */
export interface FirstCall {
  /** By name, such as `partnerId`. They are public: a provider shows no credentials of your own. */
  readonly credentials: Readonly<Record<string, string>>;
  /** To paste into a shell with curl, and openssl where the vendor wants something encrypted. */
  readonly command: string;
}

/**
 * Writes the command of a first call, an argument of curl on each line.
 *
 * @param url As it stands between double quotes, so that a shell may put a value in.
 * @param headers By name.
 * @param body Default: none, and the method is GET.
 */
export function curlCommand(url: string, headers: Readonly<Record<string, string>>, body?: string): string {
  const lines = [
    `curl "${url}"`,
    ...Object.entries(headers).map(([name, value]) => `-H ${shellText(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${shellText(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** A text that a shell leaves as it is. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
