import document from '../../generated/commerce-connect.json' with { type: 'json' };
import { lazySpec, type Spec } from '../../openapi/spec.js';

/** The description in `specs/commerce-connect.yaml`, made once. */
export const commerceConnectSpec: () => Spec = lazySpec('commerce-connect', document);
