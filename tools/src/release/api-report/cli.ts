import { writeFileSync } from 'node:fs';
import { defineCommand, main } from '../../shared/command.js';

const help = `Usage: npm run api-report

Writes packages/*/api-report.md, the public types of each published package. The tests compare the packages with them:
commit them with the change they show.

  --help  show this
`;

await main(
  defineCommand({
    name: 'npm run api-report',
    help,
    async run(_values, _names, { root }) {
      // Here and not above: it takes seconds to load, and help needs none of it.
      const { apiReports, reportPath } = await import('./report.js');
      for (const [folder, report] of await apiReports(root)) writeFileSync(reportPath(root, folder), report);
      return 0;
    },
  }),
);
