import { describe, expect, test } from '@jest/globals';
import { secureOrigin } from '../../src/http/origin.js';

const provider = 'acme';

describe('the base URL that secrets are sent to', () => {
  test.each([
    ['https://api.example.com/v1', 'https://api.example.com'],
    ['https://API.example.com:443', 'https://api.example.com'],
    ['https://api.example.com:8443/', 'https://api.example.com:8443'],
  ])('is https: %s', (url, origin) => {
    expect(secureOrigin('basePath', url, { provider })).toBe(origin);
  });

  test.each([
    'http://api.example.com',
    'http://localhost:8080',
    'https://user:pass@api.example.com',
    'api.example.com',
    '',
    'ftp://api.example.com',
  ])('is refused when it is anything else, without being quoted: %s', (url) => {
    const refused = (): string => secureOrigin('basePath', url, { provider });
    expect(refused).toThrow('acme: basePath must be an https URL');
    expect(url === '' || !message(refused).includes(url)).toBe(true);
  });

  test.each(['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:9/x', 'http://127.9.9.9'])(
    'is http on the loopback interface where a test asks for that: %s',
    (url) => {
      const origin = secureOrigin('basePath', url, { provider, allowInsecureLoopback: true });
      expect(origin).toBe(new URL(url).origin);
    },
  );

  test.each(['http://api.example.com', 'http://localhost.example.com', 'http://127.0.0.1.example.com'])(
    'is never http elsewhere: %s',
    (url) => {
      expect(() => secureOrigin('basePath', url, { provider, allowInsecureLoopback: true })).toThrow(/https/);
    },
  );
});

function message(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
