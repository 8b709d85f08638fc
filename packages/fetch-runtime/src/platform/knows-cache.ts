let isKnown: boolean | undefined;

/**
 * Whether the platform's `fetch` knows the member `cache`. Older Workers throw for it, and polyfills such as that of
 * React Native take it for a wish to change the URL. Asked at the first call, so that importing this does nothing.
 */
export function knowsCache(): boolean {
  try {
    const init = { cache: 'no-store' } as RequestInit;
    isKnown ??= (new Request('https://example.invalid', init) as { cache?: string }).cache === 'no-store';
  } catch {
    isKnown = false;
  }
  return isKnown;
}
