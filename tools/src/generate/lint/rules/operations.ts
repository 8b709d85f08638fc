import { child, isObject, items, shown, shownValue } from '../../openapi/json.js';
import { type Check, eachOperation, hasText } from '../rule.js';

/** Operation ids differ by more than case: they become functions, and files on disks that fold case. */
export const operationIdUnique: Check = (document, report) => {
  const seen = new Map<string, string>();
  for (const { value, pointer, path, method } of document.operations) {
    const id = value.operationId;
    if (typeof id !== 'string') continue;
    const first = seen.get(id.toLowerCase());
    if (first === undefined) {
      seen.set(id.toLowerCase(), `${method.toUpperCase()} ${path}`);
    } else {
      const message = `The operationId ${shown(id)} is that of ${shown(first)} (case does not count): rename one.`;
      report(child(pointer, 'operationId'), message);
    }
  }
};

/** `fetch` refuses TRACE (Fetch standard, forbidden methods). */
export const methodTrace: Check = eachOperation(({ method }, report) => {
  if (method === 'trace') report('No client can send TRACE with fetch: remove this operation.');
});

/** `fetch` refuses a body with GET and HEAD. */
export const methodBody: Check = eachOperation(({ method, value }, report) => {
  if ((method !== 'get' && method !== 'head') || value.requestBody === undefined) return;
  report(`A ${method.toUpperCase()} has no body in fetch: use parameters, or another method.`, 'requestBody');
});

/** Operations marked internal are generated like the others, so whoever publishes them should know. */
export const internalOperation: Check = eachOperation(({ value }, report) => {
  if (value['x-internal'] !== true) return;
  report('This operation is marked internal and is generated all the same.', 'x-internal');
});

/** Each operation has an id in camelCase: the name of its function. */
export const operationId: Check = eachOperation(({ value: { operationId: id } }, report) => {
  if (id === undefined) report('Add an `operationId` in camelCase: it becomes the name of the function.');
  else if (typeof id === 'string' && !/^[a-z][A-Za-z0-9]*$/.test(id)) {
    report('Write the operationId in camelCase.', 'operationId');
  }
});

/** Each operation has a summary, which is a title and so has no full stop, and a description. */
export const operationText: Check = eachOperation(({ value: { summary, description } }, report) => {
  if (!hasText(summary)) report('Add a `summary`: what the call does, in a few words.');
  else if ((summary as string).trimEnd().endsWith('.')) {
    report('A summary is a title: take its full stop away.', 'summary');
  }
  if (!hasText(description)) report('Add a `description`: what a user has to know to call this.');
});

/** Each operation has one tag, which is declared and described: it becomes the API class. */
export const operationTag: Check = (document, report) => {
  const declared = new Set<unknown>();
  items(document.root.tags).forEach((tag, index) => {
    if (!isObject(tag)) return;
    declared.add(tag.name);
    if (hasText(tag.description)) return;
    report(child('/tags', index), 'Describe the tag: it becomes the text of a class.');
  });
  for (const { value, pointer } of document.operations) {
    const tags = items(value.tags);
    if (tags.length !== 1) {
      const at = tags.length === 0 ? pointer : child(pointer, 'tags');
      report(at, 'Write exactly one tag: it names the API class.');
    }
    tags.forEach((tag, index) => {
      if (declared.has(tag)) return;
      report(child(pointer, 'tags', index), `Declare ${shownValue(tag)} in the \`tags\` of the document.`);
    });
  }
};

/** Each operation says what answers a call that succeeds and one that fails. */
export const operationResponses: Check = eachOperation(({ value: { responses } }, report) => {
  const keys = Object.keys(responses ?? {});
  if (!keys.some((key) => key.startsWith('2'))) {
    report('Add the response of a call that succeeds (2xx).', 'responses');
  }
  if (!keys.some((key) => /^[45]|^default$/.test(key))) {
    report('Add the response of a call that fails: 4xx, 5xx or default.', 'responses');
  }
});
