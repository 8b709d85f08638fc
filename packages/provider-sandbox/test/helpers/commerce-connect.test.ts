import { paymentRules } from '../../../auth-helpers/test/commerce-connect/payment-rules.js';
import { fiservVendor } from './commerce-connect-vendor.js';

paymentRules(fiservVendor);
