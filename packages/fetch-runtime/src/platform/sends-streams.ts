/**
 * Whether `fetch` sends streams. A browser that does not know streams as bodies sends the text `[object ReadableStream]`, and says that it is text;
 * Safari makes a request of one, but then refuses it. React Native has none. Other platforms send them, if without
 * knowing `duplex`.
 */
export function sendsStreams(): boolean {
  if (typeof ReadableStream === 'undefined' || typeof TransformStream === 'undefined') return false;
  const { userAgent = '' } = (globalThis as { navigator?: { userAgent?: string } }).navigator ?? {};
  if (!userAgent.startsWith('Mozilla/')) return true;
  let isDuplexKnown = false;
  const init = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex(): 'half' {
      isDuplexKnown = true;
      return 'half';
    },
  };
  const { headers } = new Request('http://localhost', init);
  return isDuplexKnown && !headers.has('content-type');
}
