import type { Call } from '../call/call.js';
import { ResponseFormatError } from '../errors/errors.js';
import { essence, isJson } from '../media-type.js';
import type { ByMediaType } from '../operation.js';
import { type Bytes, joined } from '../platform/bytes.js';
import { chooseContent, takesPages } from './choose-content.js';
import { drain } from './drain.js';
import { RAW_BYTES, rawBody } from './raw-body.js';

/**
 * Reads a body by its Content-Type; without one, as the first of the description. A Content-Type that is not described is
 * taken for a wrong label where the body can be what is described. A page (HTML) is data only where it is described.
 *
 * @throws ResponseFormatError for a page that is not described, and for text or JSON in place of a file.
 */
export async function byMediaType(
  response: Response,
  call: Call,
  { contents }: ByMediaType,
): Promise<unknown> {
  const described = Object.entries(contents);
  const content = chooseContent(described, essence(response.headers.get('content-type') ?? ''));
  if (content === undefined) {
    const pieces: Bytes[] = [];
    await drain(response, pieces);
    // Where nothing comes, its label says nothing.
    const isEmpty = response.headers.get('content-length') === '0' || call.received?.length === 0;
    const reason = isEmpty ? 'empty_body' : 'unexpected_content_type';
    throw new ResponseFormatError(call, response, reason, rawBody(response, joined(pieces)));
  }
  const value = await content[1](response, call);
  if (!isJson(content[0]) && !takesPages(described) && isPage(await start(value, 16_384), content[0]))
    throw new ResponseFormatError(call, response, 'unexpected_content_type', await start(value, RAW_BYTES));
  return value;
}

/** Of a text or Blob. Blobs of React Native cannot be looked into. */
async function start(value: unknown, length: number): Promise<string> {
  const part: string | Blob | undefined = Object(value).slice?.(0, length);
  return typeof part === 'string' ? part : ((await part?.text?.()) ?? '');
}

/** Whether a page begins, after white space, comments and an XML declaration. XML may have elements of such names. */
function isPage(text: string, type: string): boolean {
  const bare = text.replace(/<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)/gs, '');
  const [, name] = /^\s*<(?:!doctype\s+)?(html|head|body|title|meta|script)[\s>]/i.exec(bare) ?? [];
  return name !== undefined && (/html/i.test(name) || !/xml/i.test(type));
}
