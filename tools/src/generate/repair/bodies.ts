import { append } from '../../shared/append.js';
import { child, isObject, keysOf, member, parentOf, shown, valueAt } from '../openapi/json.js';
import { eachFinding, type Repair } from './repair.js';

/** `2xx` is `2XX`, `'200 OK'` is 200; what is not a status is left out, and without any all answers are read alike. */
export const responseStatus: Repair = eachFinding('response-status', ({ pointer }, document, changes) => {
  const key = keysOf(pointer).at(-1)!;
  const parent = valueAt(document.root, parentOf(pointer));
  if (!pointer.endsWith('/responses') && isObject(parent) && keysOf(pointer).at(-2) === 'responses') {
    const status = statusOf(key);
    if (status === undefined || Object.hasOwn(parent, status)) {
      changes.remove(pointer);
      changes.did(pointer, `${shown(key)} is not a status: it is left out.`);
    } else {
      changes.rename(pointer, status);
      changes.did(pointer, `${shown(key)} is taken for ${shown(status)}.`);
    }
    return;
  }
  // The operation, or its empty list.
  const responses = pointer.endsWith('/responses') ? pointer : child(pointer, 'responses');
  changes.set(responses, { default: { description: '' } });
  changes.did(pointer, 'No response is described: a call gives nothing back.');
});

function statusOf(key: string): string | undefined {
  const trimmed = key.trim();
  if (/^default$/i.test(trimmed)) return 'default';
  if (/^[1-5]xx$/i.test(trimmed)) return trimmed.toUpperCase();
  return /^([1-5]\d\d)(?:$|[^\w])/.exec(trimmed)?.[1];
}

/** Names that say what is meant without being media types. */
const meant: Readonly<Record<string, string>> = {
  '*': '*/*',
  json: 'application/json',
  xml: 'application/xml',
  text: 'text/plain',
  csv: 'text/csv',
  pdf: 'application/pdf',
  html: 'text/html',
  'form-data': 'multipart/form-data',
  formdata: 'multipart/form-data',
  'x-www-form-urlencoded': 'application/x-www-form-urlencoded',
};

const mediaType = /^[^/\s]+\/[^/\s;]+\s*(;.*)?$/;

/** A key of `content` that means a media type is that one; others are left out, or are bytes where nothing else is left. */
export const mediaTypeKey: Repair = {
  rule: 'media-type-key',
  apply(document, findings, changes) {
    const contents = new Map<string, string[]>();
    for (const { pointer } of findings) {
      append(contents, parentOf(pointer), keysOf(pointer).at(-1)!);
    }
    for (const [pointer, keys] of contents) {
      const content = valueAt(document.root, pointer);
      if (!isObject(content)) continue;
      // Counted along: thousands of keys that ask for what is left would each go over all.
      let left = Object.keys(content).length;
      for (const key of keys) {
        const media = content[key]!;
        delete content[key];
        left -= 1;
        const types = typesOf(key).filter((type) => !Object.hasOwn(content, type));
        for (const type of types) content[type] = types.length === 1 ? media : structuredClone(media);
        left += types.length;
        const done = types.length === 0 ? 'it is left out' : `it is taken for ${types.map(shown).join(', ')}`;
        if (left > 0) {
          changes.did(child(pointer, key), `${shown(key)} is not a media type: ${done}.`);
        } else {
          const isValue = ['object', 'array'].includes(
            String(member(document.resolve(document.resolve(media)?.schema), 'type')),
          );
          const type = isValue ? 'application/json' : '*/*';
          left += 1;
          content[type] = isValue ? media : { schema: { type: 'string', format: 'binary' } };
          const what = isValue ? 'JSON' : 'bytes of any kind';
          changes.did(
            child(pointer, key),
            `${shown(key)} is not a media type, and there is none: the body is ${what}.`,
          );
        }
      }
    }
  },
};

/** ` application / json ` is `application/json`. */
function trimmedAtSlashes(text: string): string {
  return text
    .split('/')
    .map((part) => part.trim())
    .join('/');
}

/** The media types that a key stands for: several with commas between them, one with blanks in it, or a word for one. */
function typesOf(key: string): string[] {
  const named = key.split(',').map((part) => trimmedAtSlashes(part));
  return named.flatMap((name) => {
    if (mediaType.test(name)) return [name];
    const word = name.toLowerCase();
    if (Object.hasOwn(meant, word)) return [meant[word]!];
    const [, type, subtype] = /^(application|text|image|multipart)[-_.\\]([a-z0-9.+-]+)$/i.exec(name) ?? [];
    return type === undefined ? [] : [`${type}/${subtype}`];
  });
}
