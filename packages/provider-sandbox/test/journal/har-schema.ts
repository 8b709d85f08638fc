/** HAR 1.2, by hand from http://www.softwareishard.com/blog/har-12-spec/: all that it asks for, and nothing else. */
const text = { type: 'string' };
const bytes = { type: 'integer', minimum: -1 };
const ms = { type: 'number', minimum: 0 };
const list = (items: object) => ({ type: 'array', items });

/** `required` and, after the mark, optional members; those of an own kind begin with `_`, and we have none. */
function object(required: Record<string, object>, optional: Record<string, object> = {}) {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional, comment: text },
    additionalProperties: false,
  };
}

const nameAndValue = object({ name: text, value: text });
const message = {
  httpVersion: { type: 'string', minLength: 1 },
  cookies: list(nameAndValue),
  headers: list(nameAndValue),
  headersSize: bytes,
  bodySize: bytes,
};

export const harSchema: object = object({
  log: object({
    version: { const: '1.2' },
    creator: object({ name: text, version: text }),
    entries: list(
      object({
        startedDateTime: { type: 'string', format: 'date-time' },
        time: ms,
        request: object(
          {
            method: text,
            url: { type: 'string', format: 'uri' },
            queryString: list(nameAndValue),
            ...message,
          },
          { postData: object({ mimeType: text, params: { type: 'array', maxItems: 0 }, text }) },
        ),
        response: object({
          status: { type: 'integer', minimum: 0, maximum: 599 },
          statusText: text,
          content: object({ size: bytes, mimeType: { type: 'string', minLength: 1 } }, { text }),
          redirectURL: text,
          ...message,
        }),
        cache: { type: 'object', maxProperties: 0 },
        timings: object({ send: ms, wait: ms, receive: ms }),
      }),
    ),
  }),
});
