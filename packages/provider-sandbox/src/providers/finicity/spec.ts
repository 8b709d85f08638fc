import document from '../../generated/finicity.json' with { type: 'json' };
import { lazySpec, type Spec } from '../../openapi/spec.js';

/** The description in `specs/finicity.yaml`, made once. */
export const finicitySpec: () => Spec = lazySpec('finicity', document);
