import { loginRules } from '../../../auth-helpers/test/mailinabox/login-rules.js';
import { logoutRules } from '../../../auth-helpers/test/mailinabox/logout-rules.js';
import { restartRules } from '../../../auth-helpers/test/mailinabox/restart-rules.js';
import { sessionRules } from '../../../auth-helpers/test/mailinabox/session-rules.js';
import { mailinaboxVendor } from './mailinabox-vendor.js';

loginRules(mailinaboxVendor);
sessionRules(mailinaboxVendor);
restartRules(mailinaboxVendor);
logoutRules(mailinaboxVendor);
