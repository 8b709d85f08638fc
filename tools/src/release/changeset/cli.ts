import { main } from '../../shared/command.js';
import { requireChangesetCommand } from './require-changeset.js';

await main(requireChangesetCommand);
