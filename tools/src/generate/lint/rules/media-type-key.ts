import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Keys of `content` are media types, perhaps with parameters or a wildcard. */
export function mediaTypeKey(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('MediaTypesMap')) {
    for (const key of Object.keys(value)) {
      if (/^[^/\s]+\/[^/\s;]+\s*(;.*)?$/.test(key)) continue;
      report(child(pointer, key), `${shown(key)} is no media type: write one such as application/json.`);
    }
  }
}
