import { sendOnce } from '../../src/http/send-once.js';

declare const process: { readonly argv: readonly string[] };

/** Sends a login to each URL, as any runtime with a command line can, and prints how it ended: `ok`, or the code. */
async function main(urls: Readonly<Record<string, string>>): Promise<void> {
  const codes: Record<string, string> = {};
  for (const [name, url] of Object.entries(urls)) {
    codes[name] = await sendOnce(
      url,
      { method: 'POST', body: '{}' },
      { provider: 'acme', timeoutMs: 30_000 },
    ).then(
      () => 'ok',
      ({ code }: { code: string }) => code,
    );
  }
  console.log(JSON.stringify(codes));
}

void main(JSON.parse(process.argv[2] ?? '{}'));
