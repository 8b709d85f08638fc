/** How an error names a member: one that may be data, such as an e-mail address or an account number, is shown as `*`. */
export function shownKey(key: string): string {
  return /^[a-z_$-]{1,40}\d{0,2}$/i.test(key) ? key : '*';
}
