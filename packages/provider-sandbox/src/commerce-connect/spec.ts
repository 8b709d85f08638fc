import document from '../generated/commerce-connect.json' with { type: 'json' };
import { createSpec, type Spec } from '../spec/spec.js';

let spec: Spec | undefined;

/** The description in `specs/commerce-connect.yaml`, made once. */
export function commerceConnectSpec(): Spec {
  spec ??= createSpec('commerce-connect', document);
  return spec;
}
