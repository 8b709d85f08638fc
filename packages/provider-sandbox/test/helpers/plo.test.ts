import { sessionRules } from '../../../auth-helpers/test/plo/session-rules.js';
import { signatureRules } from '../../../auth-helpers/test/plo/signature-rules.js';
import { ploVendor } from './plo-vendor.js';

sessionRules(ploVendor);
signatureRules(ploVendor);
