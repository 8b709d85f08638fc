/** `application/json; charset=utf-8` → `application/json`. */
export function essence(mediaType: string): string {
  return mediaType.split(';')[0]!.trim().toLowerCase();
}

/** JSON by any of its names, and every `+json` (RFC 6839); the same rule as the runtime's. */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/(?:x-)?json$|\+json$/.test(essence(mediaType));
}

/** Text that goes in and out as a string. XML counts: the runtime neither writes nor reads its structure. */
export function isText(mediaType: string): boolean {
  const type = essence(mediaType);
  return (
    type.startsWith('text/') ||
    type.endsWith('+xml') ||
    type.endsWith('+yaml') ||
    /^application\/(xml|yaml|x-yaml|javascript|x-ndjson|ndjson|jsonl|graphql|jwt|x-www-form-urlencoded|x-pem-file|csv)$/.test(
      type,
    )
  );
}

export function isUrlencoded(mediaType: string): boolean {
  return essence(mediaType) === 'application/x-www-form-urlencoded';
}

export function isMultipart(mediaType: string): boolean {
  return essence(mediaType).startsWith('multipart/');
}

/** Whether a property is bytes: `format: binary` (3.0), or a media type that is not text, without encoding (3.1). */
export function isBytes({
  format,
  contentMediaType,
  contentEncoding,
}: Partial<Record<'format' | 'contentMediaType' | 'contentEncoding', string | undefined>>): boolean {
  const isRaw = contentMediaType !== undefined && contentEncoding === undefined;
  return (
    format === 'binary' ||
    (isRaw && /^(image|audio|video)\/|^application\/(octet-stream|pdf|zip)$/.test(contentMediaType))
  );
}

/** `image/*`: a range, which a request has to make concrete. */
export function isRange(mediaType: string): boolean {
  return essence(mediaType).includes('*');
}
