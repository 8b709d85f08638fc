import { redactedBody, redactedHeaders, redactedQuery } from '../../src/journal/redact.js';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const inJson = (value: string, name = 'text') =>
  JSON.parse(redactedBody(JSON.stringify({ [name]: value }), json))[name];

describe('of a URL in a body', () => {
  test.each([
    [
      'a Connect link',
      'https://connect2.finicity.com?customerId=7&signature=hush&ttl=1',
      'https://connect2.finicity.com?customerId=7&signature=%5Bredacted%5D&ttl=1',
    ],
    [
      'a secret of a second factor, for the device',
      'otpauth://totp/box:ada%40example.com?secret=HUSH&issuer=box',
      'otpauth://totp/box:ada%40example.com?secret=%5Bredacted%5D&issuer=box',
    ],
    [
      'a fragment',
      'https://a.example/#access_token=hush&x=1',
      'https://a.example/#access_token=%5Bredacted%5D&x=1',
    ],
    ['a key of B2, with a slash', 'b2://id:hu/sh@bucket/box', 'b2://id:[redacted]@bucket/box'],
    ['a password with an at sign', 'https://ada:hu@sh@a.example/x', 'https://ada:[redacted]@a.example/x'],
    [
      'a URL in the query of another',
      'https://a.example/?back=https%3A%2F%2Fb.example%2F%3Ftoken%3Dhush',
      `https://a.example/?${new URLSearchParams({ back: 'https://b.example/?token=%5Bredacted%5D' })}`,
    ],
    [
      'one in a sentence',
      'Open https://a.example/?otp=hush now',
      'Open https://a.example/?otp=%5Bredacted%5D now',
    ],
  ])('%s: not the secret', (_, text, kept) => expect(inJson(text)).toBe(kept));

  test.each([
    'https://a.example:8443/x@y?z=1',
    'https://a.example/%7Eada?q=a%20b',
    'rsync://backup@backup.example.com//backups',
    'no URL: token=abc',
  ])('without a secret it stays as it is: %s', (text) => {
    const body = `{ "text":${JSON.stringify(text)} }`;
    expect(redactedBody(body, json)).toBe(body);
  });

  test.each(['link', 'paymentLink'])('of a %s the path is not kept where it may be a token', (name) => {
    const url = 'https://pay.example/Pay/eyJhbGciOiJub25lIn0/en?lang=en';
    expect(inJson(url, name)).toBe('https://pay.example/Pay/[redacted]/en?lang=en');
    expect(inJson(url, 'logo')).toBe(url);
  });

  test.each([
    ['a form', 'target=b2%3A%2F%2Fid%3Ahush%40bucket&min_age=3', form],
    ['a text', 'see https://a.example/?signature=hush, or b2://id:hush@bucket', 'text/plain'],
    ['broken JSON', '{"link":"https://a.example/t/hush5hush5hush5?signature=hush","emailCon', json],
  ])('nor is it kept of %s', (_, body, type) => expect(redactedBody(body, type)).not.toContain('hush'));

  test('nor of headers and queries', () => {
    const url = 'https://a.example/?token=hush';
    expect(
      JSON.stringify([redactedHeaders([['referer', url]]), redactedQuery([['callbackUrl', url]])]),
    ).not.toContain('hush');
  });

  test('a long word is not searched for hours', () => {
    const startMs = performance.now();
    redactedBody(JSON.stringify({ text: `${'x'.repeat(1_000_000)} ://` }), json);
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});

describe('a private key in PEM', () => {
  const pem = '-----BEGIN RSA PRIVATE KEY-----\nhush\nhush\n-----END RSA PRIVATE KEY-----';

  test.each([
    ['JSON', JSON.stringify({ chain: `${pem}\nrest` }), json],
    ['a form', new URLSearchParams({ chain: `${pem}\nrest` }).toString(), form],
    ['a text', `${pem}\nrest`, 'text/plain'],
  ])('is not kept of %s; what follows is', (_, body, type) => {
    const kept = redactedBody(body, type);
    expect(kept).not.toContain('hush');
    expect(kept).toMatch(/BEGIN.RSA.PRIVATE.KEY.*redacted.*rest/s);
  });

  test('is not kept where it is cut', () => {
    expect(redactedBody(pem.slice(0, 40), 'text/plain')).toBe('-----BEGIN RSA PRIVATE KEY-----[redacted]');
  });
});

test('of broken JSON nothing is kept from the first list on that is secret as a whole', () => {
  const body = '{"title":"A","cards":[{"title":"B","expiry":"hush"}],"rest":"hu';
  expect(redactedBody(body, json)).toBe('{"title":"A","cards":[redacted]');
});
