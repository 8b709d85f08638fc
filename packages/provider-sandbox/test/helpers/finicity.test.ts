import { loginRules } from '../../../auth-helpers/test/finicity/login-rules.js';
import { rotationRules } from '../../../auth-helpers/test/finicity/rotation-rules.js';
import { sessionRules } from '../../../auth-helpers/test/finicity/session-rules.js';
import { finicityVendor } from './finicity-vendor.js';

sessionRules(finicityVendor);
loginRules(finicityVendor);
rotationRules(finicityVendor);
