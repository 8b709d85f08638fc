import document from '../../generated/mailinabox.json' with { type: 'json' };
import { lazySpec, type Spec } from '../../openapi/spec.js';

/** The description in `specs/mailinabox.yaml`, made once. */
export const mailinaboxSpec: () => Spec = lazySpec('mailinabox', document);
