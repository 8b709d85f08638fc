import document from '../generated/mailinabox.json' with { type: 'json' };
import { createSpec, type Spec } from '../spec/spec.js';

let spec: Spec | undefined;

/** The description in `specs/mailinabox.yaml`, made once. */
export function mailinaboxSpec(): Spec {
  spec ??= createSpec('mailinabox', document);
  return spec;
}
