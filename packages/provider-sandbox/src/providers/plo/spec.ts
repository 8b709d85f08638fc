import document from '../../generated/plo.json' with { type: 'json' };
import { lazySpec, type Spec } from '../../openapi/spec.js';

/** The description in `specs/plo.yaml`, made once. */
export const ploSpec: () => Spec = lazySpec('plo', document);
