import {
  camelCase,
  commentLines,
  firstFree,
  literal,
  memberName,
  pascalCase,
} from '../../src/generate/prepare/names.js';

test.each([
  ['FId', 'fId'],
  ['AuthInfo', 'authInfo'],
  ['HMAC', 'hmac'],
  ['x-auth-token', 'xAuthToken'],
  ['Finicity-App-Key', 'finicityAppKey'],
  ['URLPath', 'urlPath'],
  ['routing_number', 'routingNumber'],
  ['x[y]', 'xY'],
  ['größe', 'größe'],
  ['getDnsCustomARecordsForQName', 'getDnsCustomARecordsForQName'],
])('the wire name %s becomes the member %s', (wire, member) => {
  expect(camelCase(wire)).toBe(member);
});

test('a name without any letter or digit gives an empty word, for the caller to replace', () => {
  expect(pascalCase('[]')).toBe('');
});

test.each([["it's"], ['a"b'], ['`${x}`'], ['a\\b'], ['line\nbreak'], ['\u2028'], ['</script>']])(
  'the literal of %j is TypeScript for exactly that text',
  (text) => {
    expect(new Function(`return ${literal(text)}`)()).toBe(text);
  },
);

test('__proto__ is quoted, because bare it would set the prototype', () => {
  expect(memberName('__proto__')).toBe("'__proto__'");
  expect(memberName('class')).toBe('class');
  expect(memberName('a b')).toBe("'a b'");
});

test('no text can end the comment that it stands in', () => {
  const comment = commentLines('first */ alert(1) /*', 'a\r\nb\u2028c').join('\n');
  expect(comment).not.toContain('*/');
  expect(commentLines('a\u2028b')).toEqual([' a', ' b']);
});

test('a taken name gets the first free number', () => {
  const taken = new Set(['list', 'list2']);
  expect(firstFree('list', (name) => taken.has(name), new Map())).toBe('list3');
});
