/**
 * The body as text, of a response nobody else reads.
 *
 * @param maxBytes Beyond it, reading ends.
 * @returns `undefined` when it is longer.
 */
export async function boundedText(response: Response, maxBytes: number): Promise<string | undefined> {
  const reader = response.body?.getReader?.();
  // React Native, and some doubles in tests, have no streams.
  if (reader === undefined) return wholeText(response, maxBytes);
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const part = await reader.read();
    if (part.value === undefined) return text + decoder.decode();
    bytes += part.value.length;
    text += decoder.decode(part.value, { stream: true });
    if (bytes <= maxBytes) continue;
    // Not waited for: the promise of one branch of a clone settles when the other has ended too.
    reader.cancel().catch(() => undefined);
    return undefined;
  }
}

async function wholeText(response: Response, maxBytes: number): Promise<string | undefined> {
  const text = await response.text();
  return new TextEncoder().encode(text).length > maxBytes ? undefined : text;
}

/** What `text` is the JSON of, when that is an object; the parser's own error would quote the text. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
