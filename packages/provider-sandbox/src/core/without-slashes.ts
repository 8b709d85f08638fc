/** A URL without slashes at its end; in one pass, where `/\/+$/` would start anew at each slash within it. */
export function withoutSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}
