/** Gives `undefined` and lets go of the body, so that it does not hold the connection. */
export async function none(response: Response): Promise<undefined> {
  try {
    await response.body?.cancel();
  } catch {
    // Locked or broken off: nothing is left to let go of.
  }
  return undefined;
}
