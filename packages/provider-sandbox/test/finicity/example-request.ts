import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { SandboxRequest } from '../../src/core/contract.js';
import type { Operation } from '../../src/spec/spec.js';

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: unknown;
}

const { paths, components } = parse(readFileSync(join(__dirname, '../../../../specs/finicity.yaml'), 'utf8'));

/** What somebody sends who copies the examples of an operation, required parameters only. */
export function exampleRequest({ method, path }: Operation, headers: Record<string, string>): SandboxRequest {
  const { parameters = [], requestBody } = paths[path][method.toLowerCase()];
  const query = new URLSearchParams();
  let filled = path;
  for (const given of parameters as Parameter[]) {
    const parameter: Parameter =
      given.$ref === undefined ? given : components.parameters[`${given.$ref.split('/').at(-1)}`];
    const example = `${parameter.example}`;
    if (parameter.in === 'path') filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(example));
    if (parameter.in === 'query' && parameter.required === true) query.append(parameter.name, example);
  }
  const media = requestBody?.content['application/json'];
  const [first]: { value?: unknown }[] = Object.values(media?.examples ?? {});
  const body = media === undefined ? '' : JSON.stringify(media.example ?? first?.value);
  const type: Record<string, string> = body === '' ? {} : { 'content-type': 'application/json' };
  return { method, path: filled, query, headers: new Headers({ ...headers, ...type }), body };
}
