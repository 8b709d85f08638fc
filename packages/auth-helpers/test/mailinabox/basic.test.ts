import { basicCarrier } from '../../src/mailinabox/basic.js';

const request = (authorization: string) => ({
  url: 'https://box.example.com',
  init: { headers: { authorization } },
});

test('the scheme is written with a capital, and a password may hold colons', () => {
  const { init } = basicCarrier('a@b').write(request('basic x'), 'p:q:');
  expect(init.headers).toEqual({ authorization: `Basic ${btoa('a@b:p:q:')}` });
  expect(basicCarrier('a@b').read(request(`Basic ${btoa('a@b:p:q:')}`))).toBe('p:q:');
});

test.each([
  ['of another user', `Basic ${btoa('c@d:pass')}`],
  ['of one whose name begins the same', `Basic ${btoa('a@bc:pass')}`],
  ['in another case', `Basic ${btoa('A@b:pass')}`],
  ['that are no base64', 'Basic *'],
  ['without a password', `Basic ${btoa('a@b')}`],
  ['of another scheme', `Bearer ${btoa('a@b:pass')}`],
])('credentials %s are not ours', (_, authorization) => {
  expect(basicCarrier('a@b').read(request(authorization))).toBeUndefined();
});
