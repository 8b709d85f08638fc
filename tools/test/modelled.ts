import { modelOf } from '../src/generate/model/model.js';
import type { OperationModel } from '../src/generate/model/operation.js';
import type { HttpMethod, Operation, Schema } from '../src/generate/openapi/document.js';
import { operationView } from '../src/generate/render/operation-view.js';
import type { PrintType } from '../src/generate/types/printer.js';
import { type RenderedData, templateData } from '../src/print/template.js';
import { documentOf } from './documents.js';

/** The model of one operation among the given schemas; it is called `op`. */
export function modelled(
  operation: Operation,
  method: HttpMethod = 'get',
  schemas: Record<string, Schema> = {},
): OperationModel {
  const named = { operationId: 'op', tags: ['Test'], ...operation };
  const document = documentOf({ '/a': { [method]: named } }, { components: { schemas } });
  const names = new Map([[named, { function: 'op', type: 'Op' }]]);
  return modelOf({ document, names, clientName: 'Client', report: [] }).operations[0]!;
}

/** What the templates get of it, with types as `print` prints them. */
export function viewed(
  operation: Operation,
  print: PrintType,
  method: HttpMethod = 'get',
  schemas: Record<string, Schema> = {},
): Record<string, RenderedData> {
  return templateData(operationView(modelled(operation, method, schemas), print));
}
