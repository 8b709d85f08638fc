/** Gives `undefined` and lets go of the body, so that it does not hold the connection. */
export async function none(response: Response): Promise<undefined> {
  // Not waited for: where middleware has cloned the response, it ends only when the clone is let go of as well.
  response.body?.cancel().catch(() => undefined);
}
