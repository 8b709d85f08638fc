/** `type/subtype` in lower case, without parameters. */
export function essence(mediaType: string): string {
  return mediaType.split(/[;,]/, 1)[0]!.trim().toLowerCase();
}

/** RFC 6839 §3.1: `application/json`, `text/json`, or a subtype that ends in `+json`. */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(essence(mediaType));
}

export function isRange(mediaType: string): boolean {
  return essence(mediaType).endsWith('/*');
}

/** RFC 9110 §12.5.1: whether `mediaType` falls within `range`, such as `image/*`. */
export function inRange(mediaType: string, range: string): boolean {
  if (!isRange(range)) return false;
  return essence(range) === '*/*' || essence(mediaType).startsWith(essence(range).slice(0, -1));
}
