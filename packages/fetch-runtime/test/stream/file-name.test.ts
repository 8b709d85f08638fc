import { download, send } from '../../src/index.js';
import { answering, operation } from '../support.js';

/** Bytes as a header holds them. */
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

async function nameIn(header: string | undefined): Promise<string | undefined> {
  const headers = header === undefined ? {} : { 'content-disposition': header };
  const answer = await send(answering(new Response('', { headers })), operation(), {} as never);
  return download(answer).fileName;
}

test('an answer without the header proposes no name', async () => {
  expect(await nameIn(undefined)).toBeUndefined();
});

// What greenbytes' collection of cases (tc2231) asks of RFC 6266 and RFC 8187, in our own words.
describe('Content-Disposition', () => {
  test.each([
    ['inline', undefined],
    ['"inline"', undefined],
    ['attachment', undefined],
    ['foobar', undefined],
    ['inline; filename="foo.html"', 'foo.html'],
    ['attachment; filename="foo.html"', 'foo.html'],
    ['ATTACHMENT; FILENAME="foo.html"', 'foo.html'],
    ['foobar; filename="foo.html"', 'foo.html'],
    ['attachment; filename="Not an attachment!"', 'Not an attachment!'],
    [
      'attachment; filename="00000000001111111111222222222233333.html"',
      '00000000001111111111222222222233333.html',
    ],
    ['attachment; filename="f\\oo.html"', 'foo.html'],
    ['attachment; filename="it is \\"quoted\\".html"', 'it is _quoted_.html'],
    ['attachment; filename="a semicolon;.html"', 'a semicolon;.html'],
    ['attachment; foo="bar"; filename="foo.html"', 'foo.html'],
    ['attachment; foo="\\"\\\\";filename="foo.html"', 'foo.html'],
    ['attachment; filename=foo.html', 'foo.html'],
    ['attachment; filename =  "foo.html"', 'foo.html'],
    ["attachment; filename='foo.html'", "'foo.html'"],
    ['attachment; filename="foo-%41.html"', 'foo-%41.html'],
    ['attachment; filename="50%.html"', '50%.html'],
    ['attachment; filename="foo-%\\41.html"', 'foo-%41.html'],
    ['attachment; name="foo-%41.html"', undefined],
    ['attachment; xfilename=foo.html', undefined],
    ['attachment; example="filename=example.txt"', undefined],
    ['attachment; example="; filename=example.txt"', undefined],
    ['attachment; creation-date="Wed, 12 Feb 1997 16:29:51 -0500"', undefined],
    ['attachment; filename="=?ISO-8859-1?Q?foo-=E4.html?="', '=_ISO-8859-1_Q_foo-=E4.html_='],
  ])('%s', async (header, name) => {
    expect(await nameIn(header)).toBe(name);
  });

  test.each([
    ["filename*=iso-8859-1''foo-%E4.html", 'foo-ä.html'],
    ["filename*=UTF-8''foo-%c3%a4-%e2%82%ac.html", 'foo-ä-€.html'],
    ["filename*=utf-8'de'foo-%C3%A4.html", 'foo-ä.html'],
    ["FILENAME*=UTF-8''foo.html", 'foo.html'],
    ["filename*=UTF-8''foo-a%cc%88.html", 'foo-a\u0308.html'],
    ["filename*= UTF-8''foo.html", 'foo.html'],
    ["filename* =UTF-8''foo.html", 'foo.html'],
    ["filename*=UTF-8''A-%2541.html", 'A-%41.html'],
    ["filename*=UTF-8''it''s.html", "it''s.html"],
    // Bytes 0x80 to 0x9F are control characters in ISO-8859-1.
    ["filename*=iso-8859-1''foo-%c3%a4-%e2%82%ac.html", 'foo-Ã¤-â¬.html'],
  ])('%s is decoded', async (parameters, name) => {
    expect(await nameIn(`attachment; ${parameters}`)).toBe(name);
  });

  test.each([
    ['filename="foo-ae.html"; filename*=UTF-8\'\'foo-%c3%a4.html', 'foo-ä.html'],
    ['filename*=UTF-8\'\'foo-%c3%a4.html; filename="foo-ae.html"', 'foo-ä.html'],
    [
      "filename*0*=ISO-8859-15''euro-sign%3d%a4; filename*=ISO-8859-1''currency-sign%3d%a4",
      'currency-sign=¤',
    ],
    ['filename="first.html"; filename="second.html"', 'first.html'],
    ["filename*=UTF-8''; filename=foo.html", 'foo.html'],
    ["filename*=UTF-8''..; filename=foo.html", 'foo.html'],
  ])('of two, the better one counts: %s', async (parameters, name) => {
    expect(await nameIn(`attachment; ${parameters}`)).toBe(name);
  });

  test.each([
    ['no charset', "filename*=''foo.html"],
    ['a charset nobody needs to know', "filename*=windows-1252''foo.html"],
    ['a charset whose name goes on', "filename*=iso-8859-15''foo.html"],
    ['a charset whose name ends like one we know', "filename*=x-iso-8859-1''foo.html"],
    ['UTF-8 with more to it', "filename*=utf-8x''foo.html"],
    ['UTF-8 after something else', "filename*=x-utf-8''foo.html"],
    ['another name that ends so', "xfilename*=UTF-8''foo.html"],
    ['continuations of RFC 2231, encoded', "filename*0*=UTF-8''foo.html"],
    ['bytes that are no UTF-8', "filename*=UTF-8''foo-%E4.html"],
    ['a longer encoding of a slash', "filename*=UTF-8''..%c0%affoo.html"],
    ['half an escape', "filename*=UTF-8''foo%"],
    ['no escape', "filename*=UTF-8''f%oo.html"],
    ['a quotation mark too few', "filename*=UTF-8'foo.html"],
    ['a plain value', 'filename*="foo%20bar.html"'],
    ['a space before the asterisk', "filename *=UTF-8''foo.html"],
    ['continuations of RFC 2231', 'filename*0="foo."; filename*1="html"'],
  ])('filename* with %s gives way to filename', async (_title, parameters) => {
    expect(await nameIn(`attachment; ${parameters}`)).toBeUndefined();
    expect(await nameIn(`attachment; ${parameters}; filename=plain.html`)).toBe('plain.html');
  });

  test.each([
    ['attachment; filename=foo,bar.html', 'foo,bar.html'],
    ['attachment; filename=foo.html ;', 'foo.html'],
    ['attachment; ;filename=foo', 'foo'],
    ['attachment;;;;filename=foo', 'foo'],
    ['attachment; filename=foo bar.html', 'foo bar.html'],
    ['attachment; filename=foo[1](2).html', 'foo[1](2).html'],
    ['filename=foo.html', 'foo.html'],
    ['filename=foo.html; attachment', 'foo.html'],
    ['; filename=foo.html', 'foo.html'],
    [': inline; attachment; filename=foo.html', 'foo.html'],
    ['inline; attachment; filename=foo.html', 'foo.html'],
    ['attachment; filename="foo.html".txt', 'foo.html'],
    ['attachment; filename="bar', 'bar'],
    ['attachment; filename="bar\\', 'bar'],
    ['attachment; foo=foo filename=bar', undefined],
    ['attachment filename=bar', undefined],
    ['attachment; filename', undefined],
    ['attachment; filename=', undefined],
    ['attachment; filename=""', undefined],
    ['attachment; filename*="UTF-8\'\'foo-%c3%a4.html"', 'foo-ä.html'],
    ['filename=foo.html, filename=bar.html', 'foo.html, filename=bar.html'],
  ])('of a broken header as much is taken as can be told: %s', async (header, name) => {
    expect(await nameIn(header)).toBe(name);
  });

  test.each([
    ['UTF-8 without saying so', latin1('filename="ä € 😀.pdf"'), 'ä € 😀.pdf'],
    ['Latin-1', 'filename="Gebühr.pdf"', 'Gebühr.pdf'],
    ['Latin-1, unquoted', 'filename=Gebühr.pdf', 'Gebühr.pdf'],
    ['Latin-1 and a percent sign', 'filename="ü-%41.pdf"', 'ü-%41.pdf'],
  ])('a bare name in %s is read as what was meant', async (_title, parameters, name) => {
    expect(await nameIn(`attachment; ${parameters}`)).toBe(name);
  });
});

describe('a name is safe to give to a new file', () => {
  const proposed = (name: string): Promise<string | undefined> =>
    nameIn(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`);

  test.each([
    ['/etc/passwd', 'passwd'],
    ['../../.ssh/authorized_keys', 'authorized_keys'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['C:\\Users\\x\\report.pdf', 'report.pdf'],
    ['C:report.pdf', 'C_report.pdf'],
    ['report.pdf:hidden', 'report.pdf_hidden'],
    ['a/b\\c/d.txt', 'd.txt'],
    ['folder/', undefined],
    ['', undefined],
    ['.', undefined],
    ['..', undefined],
    ['. . .', undefined],
    ['.htaccess', 'htaccess'],
    ['..report.pdf. .', 'report.pdf'],
    ['  report.pdf  ', 'report.pdf'],
    ['re\0po\r\nrt\u007f\u0085.pdf', 'report.pdf'],
    ['report\u202Efdp.exe', 'reportfdp.exe'],
    ['\u2066a\u2069\u200E\u061C\u2028.pdf', 'a.pdf'],
    ['<a>|"b"?*.txt', '_a___b___.txt'],
    ['CON', '_CON'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['com1 .txt', '_com1 .txt'],
    ['LPT¹', '_LPT¹'],
    ['conout$', '_conout$'],
    ['lpt1', '_lpt1'],
    ['console.log', 'console.log'],
    ['falcon.txt', 'falcon.txt'],
    ['. ..hidden', 'hidden'],
    ['com10.txt', 'com10.txt'],
    ['\u202E\0CON', '_CON'],
    ['e\u0301tude 日本.pdf', 'e\u0301tude 日本.pdf'],
  ])('%j → %j', async (name, safe) => {
    expect(await proposed(name)).toBe(safe);
  });

  test('also where it is quoted', async () => {
    expect(await nameIn('attachment; filename="/foo.html"')).toBe('foo.html');
    expect(await nameIn('attachment; filename="\\\\foo.html"')).toBe('foo.html');
    expect(await nameIn('attachment; filename="../../foo.html"')).toBe('foo.html');
  });

  test.each(['x'.repeat(300), '日'.repeat(300), '😀'.repeat(300), `${'日'.repeat(100)}.tar`])(
    'it has at most 240 bytes, and keeps its extension (%#)',
    async (stem) => {
      const name = (await proposed(`${stem}.pdf`))!;
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
      expect(Buffer.byteLength(name)).toBeGreaterThan(230);
      expect(name).toMatch(/\.pdf$/);
      expect(name).not.toMatch(/\p{Cs}/u);
      expect(stem.startsWith(name.slice(0, -4))).toBe(true);
    },
  );

  test('also where cutting it makes it the name of a device', async () => {
    expect(await proposed(`con${' '.repeat(300)}x`)).toBe('_con');
  });

  test.each([
    ['dots', '.'],
    ['spaces', ' '],
    ['slashes', '/'],
    ['quotation marks', '"'],
    ['backslashes', '\\'],
    ['semicolons', ';'],
    ['equals signs', '='],
    ['escapes', '%41'],
    ['letters', 'x'],
  ])('a header full of %s is read in time that grows with its length alone', async (_title, piece) => {
    // Steps in the square of this would take longer than jest waits.
    const long = piece.repeat(500_000);
    await nameIn(`attachment; filename="${long}x/`);
    await nameIn(`attachment; filename=${long}x/`);
    await nameIn(`attachment; ${long}x`);
    await nameIn(`attachment; filename*=UTF-8''${long}x`);
    await nameIn(`attachment; filename*=${long}x`);
  });
});
