import { json, none, type Operation, send } from '../../src/index.js';

/**
 * A process of its own, as it collects garbage: whether answers whose body nobody reads are kept by the signal that
 * they were asked with, and whether those are still aborted whose stream somebody holds.
 */
const CALLS = 2_000;

const described: Operation = {
  id: 'getThing',
  method: 'GET',
  path: '/thing',
  servers: [{ url: 'https://api.example.test' }],
  responses: { 200: json, default: none },
};
const controller = new AbortController();
const { signal } = controller;
let collected = 0;
const registry = new FinalizationRegistry(() => {
  collected += 1;
});
const sentSignals: AbortSignal[] = [];
const open = (): Response => new Response(new ReadableStream());

async function ask(isWatched: boolean): Promise<Response> {
  const answer = await send(
    {
      fetchApi: async (_url, init, operation) => {
        if (isWatched) registry.register(operation, undefined);
        else sentSignals.push(init.signal!);
        return open();
      },
    },
    described,
    {} as never,
    { signal, timeoutMs: Number.POSITIVE_INFINITY },
  );
  return answer.raw;
}

const streams = await Promise.all(Array.from({ length: 10 }, async () => (await ask(false)).body));
for (let count = 0; count < CALLS; count += 1) await ask(true);
// A signal that lives as long as the process: what it kept would stay.
for (let turn = 0; turn < 5_000 && collected < CALLS; turn += 1) {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
controller.abort();
const aborted = sentSignals.filter((one) => one.aborted).length;
process.send?.({ collected, aborted, held: streams.filter((stream) => stream !== null).length });
process.disconnect?.();
