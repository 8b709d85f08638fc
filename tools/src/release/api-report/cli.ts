import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apiReports, reportPath } from './report.js';

/** `npm run api-report`: writes the reports that the tests compare with. Commit them with the change they show. */
const root = fileURLToPath(new URL('../../../..', import.meta.url));
for (const [folder, report] of await apiReports(root)) writeFileSync(reportPath(root, folder), report);
