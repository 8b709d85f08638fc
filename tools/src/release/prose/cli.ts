import { main } from '../../shared/command.js';
import { lintProseCommand } from './command.js';

await main(lintProseCommand);
