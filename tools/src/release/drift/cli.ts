import { stages } from '../../generate/stages.js';
import { main } from '../../shared/command.js';
import { driftCommand } from './command.js';

await main(driftCommand(stages));
