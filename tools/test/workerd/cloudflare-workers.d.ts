declare module 'cloudflare:workers' {
  /** Keeps the present request going until the promise has settled. */
  export function waitUntil(promise: Promise<unknown>): void;
}
