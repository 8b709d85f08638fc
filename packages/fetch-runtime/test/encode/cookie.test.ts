import { cookie, cookieJoined, cookieJson, type Encode } from '../../src/index.js';
import { parameter, rejection, sent } from '../support.js';

async function cookies(encode: Encode, value: unknown, name = 'color'): Promise<string | null> {
  return (await sent({ params: [parameter(encode, name, { key: 'value' })] }, { value })).headers.get(
    'cookie',
  );
}

const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

test.each<[string, Encode, unknown, string | null]>([
  ['form, empty', cookieJoined, '', 'color='],
  ['form, string', cookieJoined, 'blue', 'color=blue'],
  ['form, array', cookieJoined, array, 'color=blue,black,brown'],
  ['form, object', cookieJoined, object, 'color=R,100,G,200,B,150'],
  ['form explode, empty', cookie, '', 'color='],
  ['form explode, string', cookie, 'blue', 'color=blue'],
  [
    'form explode, array: cookies of their own, as & separates none',
    cookie,
    array,
    'color=blue; color=black; color=brown',
  ],
  ['form explode, object', cookie, object, 'R=100; G=200; B=150'],
  ['JSON', cookieJson, { a: 1 }, 'color=%7B%22a%22%3A1%7D'],
  ['an empty array', cookie, [], null],
  ['an empty array, joined', cookieJoined, [], null],
])('%s', async (_title, encode, value, text) => {
  expect(await cookies(encode, value)).toBe(text);
});

test('a value cannot add a cookie', async () => {
  expect(await cookies(cookie, 'a; admin=1')).toBe('color=a%3B%20admin%3D1');
  expect(await cookies(cookie, { 'a; admin': '1' })).toBe('a%3B%20admin=1');
});

test('a cookie without a name is refused, as none has (RFC 6265 §4.1.1)', async () => {
  const error = await rejection(cookies(cookie, { '': 'x' }));
  expect(error).toMatchObject({ name: 'RequestError', field: 'value' });
  expect(error.message).toContain('holds an empty name');
});

test('a name that is a token stays as it is', async () => {
  expect(await cookies(cookie, '1', '$sess!on')).toBe('$sess!on=1');
  expect(await cookies(cookie, '1', 'a b')).toBe('a%20b=1');
});

test('several cookies share one header, after a configured one', async () => {
  const params = [parameter(cookie, 'a'), parameter(cookie, 'b')];
  const request = await sent({ params }, { a: 1, b: 2 }, { headers: { Cookie: 'c=3' } });
  expect(request.headers.get('cookie')).toBe('c=3; a=1; b=2');
});
