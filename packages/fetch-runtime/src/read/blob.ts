/** Reads the body as bytes; the Blob's type is the answer's Content-Type. */
export async function blob(response: Response): Promise<Blob> {
  return response.blob();
}
