/** Reads the body as text, in UTF-8. */
export async function text(response: Response): Promise<string> {
  return response.text();
}
