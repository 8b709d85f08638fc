import type { OpenApiDocument, Server } from '../../openapi.js';
import { literal, memberName } from '../names.js';

/** A server list as TypeScript text (OpenAPI Server Object). */
export function printServers(servers: readonly Server[], indent = ''): string {
  const printed = servers.map((server) => {
    const members = [`url: ${literal(server.url)}`];
    const variables = Object.entries(server.variables ?? {}).map(([name, variable]) => {
      const values =
        variable.enum === undefined
          ? ''
          : `, enum: [${variable.enum.map((value) => literal(String(value))).join(', ')}]`;
      return `${memberName(name)}: { default: ${literal(String(variable.default))}${values} }`;
    });
    if (variables.length > 0) members.push(`variables: { ${variables.join(', ')} }`);
    if (/\{[^{}]*\}/.test(server.url)) members.push('resolve: runtime.resolveServer');
    const text = (server.description ?? '').replaceAll('*/', '* /').replaceAll(/\s+/g, ' ').trim();
    return `${text === '' ? '' : `${indent}  /** ${text} */\n`}${indent}  { ${members.join(', ')} },`;
  });
  return printed.length === 0 ? '[]' : `[\n${printed.join('\n')}\n${indent}]`;
}

/** `servers.ts`: the servers of the whole description; `/` where it names none (OpenAPI Object, `servers`). */
export function printServersFile(document: OpenApiDocument): string {
  const servers =
    document.servers === undefined || document.servers.length === 0 ? [{ url: '/' }] : document.servers;
  const printed = printServers(servers);
  const imported = `import ${printed.includes('runtime.') ? '' : 'type '}* as runtime from`;
  return (
    `${imported} '@acme/fetch-runtime';\n\n` +
    '/** The servers of the API; the first is the default. */\n' +
    `export const servers: readonly runtime.Server[] = ${printed};\n`
  );
}
