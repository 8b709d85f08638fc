import type { OpenApiDocument, Server } from '../../openapi.js';
import { literal, memberName } from '../names.js';

/** A server list as TypeScript text (OpenAPI Server Object). */
export function printServers(servers: readonly Server[], indent = ''): string {
  const printed = servers.map((server) => {
    const members = [`url: ${literal(server.url)}`];
    if (server.description !== undefined) members.push(`description: ${literal(server.description)}`);
    const variables = Object.entries(server.variables ?? {}).map(([name, variable]) => {
      const values =
        variable.enum === undefined
          ? ''
          : `, enum: [${variable.enum.map((value) => literal(String(value))).join(', ')}]`;
      return `${memberName(name)}: { default: ${literal(String(variable.default))}${values} }`;
    });
    if (variables.length > 0) members.push(`variables: { ${variables.join(', ')} }`);
    return `${indent}  { ${members.join(', ')} },`;
  });
  return printed.length === 0 ? '[]' : `[\n${printed.join('\n')}\n${indent}]`;
}

/** `servers.ts`: the servers of the whole description; `/` where it names none (OpenAPI Object, `servers`). */
export function printServersFile(document: OpenApiDocument): string {
  const servers =
    document.servers === undefined || document.servers.length === 0 ? [{ url: '/' }] : document.servers;
  return (
    "import type { Server } from '@acme/fetch-runtime';\n\n" +
    '/** The servers of the API; the first is the default. */\n' +
    `export const servers: readonly Server[] = ${printServers(servers)};\n`
  );
}
