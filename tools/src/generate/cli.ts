import { main } from '../shared/command.js';
import { generateCommand } from './command.js';
import { steps } from './steps.js';

await main(generateCommand(steps));
