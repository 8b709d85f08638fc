import { type ApiModel, modelOf } from '../src/generate/model/model.js';
import { normalise } from '../src/generate/normalise/normalise.js';
import type { OpenApiDocument } from '../src/generate/openapi/document.js';
import { printPages } from '../src/generate/pages/print-pages.js';
import { printClientFiles } from '../src/generate/render/client-files.js';
import { type ClientView, clientView } from '../src/generate/render/view.js';

/** All that is printed of a description before an engine renders the templates. */
export interface Printed {
  readonly model: ApiModel;
  readonly files: Readonly<Record<string, string>>;
  readonly view: ClientView;
  readonly pages: (packageName: string) => Readonly<Record<string, string>>;
  readonly report: readonly string[];
}

/** @param name what the client's class is named after. */
export function printed(document: OpenApiDocument, name?: string, pagesUrl?: string): Printed {
  const normalised = normalise(document, name);
  const model = modelOf(normalised);
  return {
    model,
    files: printClientFiles(model),
    view: clientView(model, pagesUrl),
    pages: (packageName) => printPages(model, packageName),
    report: normalised.report,
  };
}
