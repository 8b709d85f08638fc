/** What a login or an error is told with is shorter. */
const MAX_BYTES = 64 * 1024;

/** The body as text, of a response nobody else reads. @returns `undefined` when it is longer than 64 KiB. */
export async function boundedText(response: Response): Promise<string | undefined> {
  const reader = response.body?.getReader?.();
  // React Native, and some doubles in tests, have no streams.
  if (reader === undefined) return wholeText(response);
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const part = await reader.read();
    if (part.value === undefined) return text + decoder.decode();
    bytes += part.value.length;
    text += decoder.decode(part.value, { stream: true });
    if (bytes <= MAX_BYTES) continue;
    // Not waited for: the promise of one branch of a clone settles when the other has ended too.
    reader.cancel().catch(() => undefined);
    return undefined;
  }
}

async function wholeText(response: Response): Promise<string | undefined> {
  const text = await response.text();
  return new TextEncoder().encode(text).length > MAX_BYTES ? undefined : text;
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

/** The JSON object in a response that can still be read. What is too long, or breaks off, is for the client. */
export async function jsonIn(response: Response): Promise<Record<string, unknown> | undefined> {
  const text = await boundedText(response.clone()).catch(() => undefined);
  return text === undefined ? undefined : jsonObject(text);
}
