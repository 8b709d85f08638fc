/** Whether a value of JSON is an object, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns `undefined` for what is not the JSON of an object. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  // Most requests have no body, and an error thrown and caught takes longer than all the rest of such a call.
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
