import { Code, sourceOf, unprintable } from './code.js';

/** What fills our templates: printed code, and what a section is shown or left out by. Nothing else can be printed. */
export type TemplateData =
  | Code
  | boolean
  | readonly TemplateData[]
  | { readonly [name: string]: TemplateData };

/** The same with the text of the code, as a template can print it. */
export type RenderedData =
  | string
  | boolean
  | readonly RenderedData[]
  | { readonly [name: string]: RenderedData };

/**
 * Turns printed code into text, for templates whose `{{{…}}}` print it as it is.
 *
 * @throws SpecError for a text or a number that no builder has printed.
 */
export function templateData(data: { readonly [name: string]: TemplateData }): {
  readonly [name: string]: RenderedData;
};
export function templateData(data: TemplateData): RenderedData;
export function templateData(data: TemplateData): RenderedData {
  if (data instanceof Code) return sourceOf(data);
  if (typeof data === 'boolean') return data;
  if (Array.isArray(data)) return data.map((item: TemplateData) => templateData(item));
  if (typeof data !== 'object' || data === null) throw unprintable('printed code', data);
  return Object.fromEntries(Object.entries(data).map(([name, item]) => [name, templateData(item)]));
}

/** Every piece of code in the data. */
export function codeIn(data: TemplateData): Code[] {
  if (data instanceof Code) return [data];
  return typeof data === 'object' ? Object.values(data).flatMap((item: TemplateData) => codeIn(item)) : [];
}
