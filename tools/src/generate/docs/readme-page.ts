import type { Server } from '../openapi.js';
import { requestCells } from './api-page.js';
import { schemeSections } from './authorization.js';
import { link } from './links.js';
import { code, page, table, text } from './markdown.js';
import { sortedModels } from './model-page.js';
import type { Docs, DocumentedOperation } from './operation.js';
import { cell, firstSentence, prose } from './prose.js';

/** The first page: what there is, and what serves all operations. */
export function readmePage(operations: readonly DocumentedOperation[], docs: Docs): string {
  const { document, links, packageName } = docs;
  const { title, version, description } = document.info;
  const schemes = schemeSections(document, links);
  const models = sortedModels(document.components?.schemas).map(([name, schema]) => {
    const sentence = firstSentence(schema.description);
    return `- ${link(name, links.models.get(name)!)}${sentence === '' ? '' : `: ${sentence}`}`;
  });
  return page([
    `# ${text(title)}`,
    `What ${code(packageName)} can do, by API class and by model. Version of the API: ${code(version)}.`,
    prose(description),
    '## API classes',
    'Each method is also a function that takes the configuration first, and the request after it.',
    methodTable(operations, docs),
    '## Models',
    models.length === 0 ? 'None.' : models.join('\n'),
    '## Authorization',
    ...(schemes.length === 0 ? ['The description names no security scheme.'] : schemes),
    '## Servers',
    serverTable(document.servers ?? [{ url: '/' }]),
  ]);
}

function methodTable(operations: readonly DocumentedOperation[], { links }: Docs): string {
  const rows = operations.map((operation) => {
    const file = links.apis.get(operation.api)!;
    const method = link(operation.name, file, links.operations.get(operation.name));
    return [link(operation.api, file), method, ...requestCells(operation)];
  });
  return table(['Class', 'Method', 'HTTP request', 'Description'], rows);
}

function serverTable(servers: readonly Server[]): string {
  const rows = servers.map(({ url, description, variables }, index) => [
    `\`${index}\``,
    code(url),
    cell(description),
    Object.entries(variables ?? {})
      .map(([name, variable]) => {
        const values =
          variable.enum === undefined
            ? ''
            : `, one of ${variable.enum.map((value) => code(String(value))).join(', ')}`;
        const meaning = cell(variable.description);
        return `${code(name)}: default ${code(String(variable.default))}${values}${meaning === '' ? '' : `. ${meaning}`}`;
      })
      .join('<br>'),
  ]);
  return table(['`serverIndex`', 'URL', 'Description', 'Variables'], rows);
}
