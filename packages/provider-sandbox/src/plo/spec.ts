import document from '../generated/plo.json' with { type: 'json' };
import { createSpec, type Spec } from '../spec/spec.js';

let spec: Spec | undefined;

/** The description in `specs/plo.yaml`, made once. */
export function ploSpec(): Spec {
  spec ??= createSpec('plo', document);
  return spec;
}
