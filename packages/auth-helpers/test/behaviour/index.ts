import type { BehaviourCase } from './case.js';
import { commerceConnectCases } from './commerce-connect-cases.js';
import { cryptoCases } from './crypto-cases.js';
import { errorCases } from './error-cases.js';
import { finicityCases } from './finicity-cases.js';
import { mailinaboxCases } from './mailinabox-cases.js';
import { ploCases } from './plo-cases.js';
import { secretCases } from './secret-cases.js';
import { sendCases } from './send-cases.js';
import { storeCases } from './store-cases.js';
import { timerCases } from './timer-cases.js';
import { tokenCases } from './token-cases.js';
import { webhookCases } from './webhook-cases.js';

export type { BehaviourCase } from './case.js';

/**
 * What the package does, as cases that any runtime can run: `npm run compat` runs them on all of them, on the packed
 * package. They import nothing but its entries, and have no `node:` imports.
 */
export const behaviourCases: readonly BehaviourCase[] = [
  ...cryptoCases,
  ...webhookCases,
  ...errorCases,
  ...secretCases,
  ...sendCases,
  ...tokenCases,
  ...storeCases,
  ...timerCases,
  ...finicityCases,
  ...mailinaboxCases,
  ...ploCases,
  ...commerceConnectCases,
];
