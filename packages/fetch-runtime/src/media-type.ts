/** `type/subtype` in lower case, without parameters. */
export function essence(mediaType: string): string {
  return mediaType.split(/[;,]/, 1)[0]!.trim().toLowerCase();
}

/** JSON by any of its names, and every `+json` (RFC 6839 §3.1). Not what holds several values, such as NDJSON. */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/(?:x-)?json$|\+json$/.test(essence(mediaType));
}

/** Text that is no page: `text/*`, XML. */
export function isText(mediaType: string): boolean {
  return /^text\/|[/+]xml$/.test(essence(mediaType));
}

/** A page for people. */
export function isHtml(mediaType: string): boolean {
  return /^text\/html$|\/xhtml\+xml$/.test(essence(mediaType));
}

export function isRange(mediaType: string): boolean {
  return essence(mediaType).endsWith('/*');
}

/** RFC 9110 §12.5.1: whether `mediaType` falls within `range`, such as `image/*`. */
export function inRange(mediaType: string, range: string): boolean {
  if (!isRange(range)) return false;
  return essence(range) === '*/*' || essence(mediaType).startsWith(essence(range).slice(0, -1));
}
