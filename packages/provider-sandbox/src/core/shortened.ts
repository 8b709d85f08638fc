/** Of a token or key what may be shown: enough to tell two of them apart, its first four characters. */
export function shortened(secret: string): string {
  return `${secret.slice(0, 4)}…`;
}
