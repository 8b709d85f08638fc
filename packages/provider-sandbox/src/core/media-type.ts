/** The media type without parameters such as `charset`, in lower case. */
export function bareType(mediaType: string): string {
  return mediaType.split(';')[0]!.trim().toLowerCase();
}

/** Whether a body of this type is one text of JSON (RFC 8259; RFC 6839, section 3.1): not `application/x-ndjson`. */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/(?:x-)?json$|\+json$/.test(bareType(mediaType));
}
