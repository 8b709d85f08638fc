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

export function printed(document: OpenApiDocument): Printed {
  const normalised = normalise(document);
  const model = modelOf(normalised);
  return {
    model,
    files: printClientFiles(model),
    view: clientView(model),
    pages: (packageName) => printPages(model, packageName),
    report: normalised.report,
  };
}
