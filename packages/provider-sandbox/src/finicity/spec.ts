import document from '../generated/finicity.json' with { type: 'json' };
import { createSpec, type Spec } from '../spec/spec.js';

let spec: Spec | undefined;

/** The description in `specs/finicity.yaml`, made once. */
export function finicitySpec(): Spec {
  spec ??= createSpec('finicity', document);
  return spec;
}
