import { steps } from '../../generate/steps.js';
import { main } from '../../shared/command.js';
import { driftCommand } from './command.js';

await main(driftCommand(steps));
