import { bullets, heading, paragraph, table } from '../../print/blocks.js';
import {
  type Block,
  codeSpan,
  codeValue,
  type Inline,
  joined,
  markdownText,
  md,
} from '../../print/markdown.js';
import type { Server, ServerVariable } from '../openapi/document.js';
import { requestCells } from './api-page.js';
import { authorizationOf, schemeSections } from './authorization.js';
import { link } from './links.js';
import { page } from './markdown.js';
import { sortedModels } from './model-page.js';
import type { Docs, DocumentedOperation } from './operation.js';
import { cell, firstSentence, prose } from './prose.js';

/** The first page: what there is, and what serves all operations. */
export function readmePage(operations: readonly DocumentedOperation[], docs: Docs): string {
  const { model, links, packageName } = docs;
  const { title, version, description } = model.document.info;
  const schemes = schemeSections(model, links);
  const models = sortedModels(model.schemas).map(([name, schema]) => {
    const sentence = firstSentence(schema.description);
    const page = link(name, links.models.get(name)!);
    return sentence.isEmpty ? page : md`${page}: ${sentence}`;
  });
  return page([
    heading(1, markdownText(title)),
    paragraph(
      md`What ${codeSpan(packageName)} can do, by API class and by model. Version of the API: ${codeSpan(version)}.`,
    ),
    ...prose(description),
    heading(2, md`API classes`),
    paragraph(
      md`${codeSpan(model.client.name)} has them all as members. Each method is also a function that takes the configuration first, and the request after it.`,
    ),
    methodTable(operations, docs),
    heading(2, md`Models`),
    models.length === 0 ? paragraph(md`None.`) : bullets(models),
    heading(2, md`Authorization`),
    ...(docs.hasLongSecurity
      ? [
          paragraph(md`What an operation wants that states nothing of its own.`),
          ...authorizationOf(model.document.security ?? [], links),
        ]
      : []),
    ...(schemes.length === 0 ? [paragraph(md`The description names no security scheme.`)] : schemes),
    heading(2, md`Servers`),
    serverTable(model.servers),
  ]);
}

function methodTable(operations: readonly DocumentedOperation[], { links, model }: Docs): Block {
  const members = new Map(model.client.apis.map(({ name, member }) => [name, member]));
  const rows = operations.map(({ operation }) => {
    const file = links.apis.get(operation.api)!;
    const method = link(operation.name, file, links.operations.get(operation.name));
    const member = members.get(operation.api)!;
    return [link(operation.api, file), codeSpan(member), method, ...requestCells(operation)];
  });
  return table([md`Class`, md`Member`, md`Method`, md`HTTP request`, md`Description`], rows);
}

function serverTable(servers: readonly Server[]): Block {
  const rows = servers.map(({ url, description, variables }, index) => [
    codeValue(index),
    codeSpan(url),
    cell(description),
    joined(Object.entries(variables ?? {}).map(variableCell), '<br>'),
  ]);
  return table([codeSpan('serverIndex'), md`URL`, md`Description`, md`Variables`], rows);
}

function variableCell([name, { default: value, enum: values, description }]: [
  string,
  ServerVariable,
]): Inline {
  const start = md`${codeSpan(name)}: default ${codeValue(value)}`;
  const choice = values === undefined ? start : md`${start}, one of ${joined(values.map(codeValue), ', ')}`;
  return joined([choice, cell(description)], '. ');
}
