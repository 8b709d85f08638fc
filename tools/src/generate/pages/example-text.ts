import { keyword, type Shape } from './flat-schema.js';

/** A text by format, where a description has no example. No person, address or machine of these exists (RFC 2606, RFC 5737). */
const byFormat: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'person@example.com',
  hostname: 'www.example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '0b1e7c7e-5a0f-4d4e-9d5b-2f6f3c1a8e42',
  byte: 'ZXhhbXBsZQ==',
  password: 'a-long-password',
};

/** A text of the schema's format, or a word of a length it allows. */
export function inventedText(shape: Shape): string {
  const format = keyword(shape, 'format');
  const known = typeof format === 'string' && Object.hasOwn(byFormat, format) ? byFormat[format] : undefined;
  if (known !== undefined) return known;
  const least = Math.min(keyword(shape, 'minLength') ?? 0, 200);
  return 'example'.padEnd(least, '-example').slice(0, Math.max(keyword(shape, 'maxLength') ?? 200, 1));
}

/** The least number a schema allows, else 1. */
export function inventedNumber(shape: Shape): number {
  const least = keyword(shape, 'minimum');
  const most = keyword(shape, 'maximum');
  const above = keyword(shape, 'exclusiveMinimum');
  const start = typeof above === 'number' ? above + 1 : above === true ? (least ?? 0) + 1 : (least ?? 1);
  return most !== undefined && start > most ? most : start;
}
