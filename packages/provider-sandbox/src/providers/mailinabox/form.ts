import type { SandboxRequest } from '../../core/provider.js';

/** The fields of a request's body. */
export type Form = Pick<URLSearchParams, 'get'>;

/** Reads a form as the daemon does: urlencoded or multipart, and no fields at all in anything else. */
export async function formOf({ headers, body }: SandboxRequest): Promise<Form> {
  const mediaType = headers.get('content-type') ?? '';
  if (/^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(mediaType)) return new URLSearchParams(body);
  if (/^\s*multipart\/form-data\s*;/i.test(mediaType)) return multipart(mediaType, body);
  return new URLSearchParams();
}

async function multipart(mediaType: string, body: string): Promise<Form> {
  const fields = new URLSearchParams();
  const response = new Response(body, { headers: { 'content-type': mediaType } });
  const given = await response.formData().catch(() => new FormData());
  // A file is none of the form's fields to the daemon.
  given.forEach((value, name) => {
    if (typeof value === 'string') fields.append(name, value);
  });
  return fields;
}
