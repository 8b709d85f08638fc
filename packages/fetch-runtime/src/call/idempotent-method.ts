/** Whether a request with this method may be repeated whatever became of it (RFC 9110 §9.2.2). Default: GET. */
export function isIdempotentMethod(method = 'GET'): boolean {
  return /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/i.test(method);
}
