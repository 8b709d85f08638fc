import { main } from '../../shared/command.js';
import { benchCommand, sections } from './command.js';

await main(benchCommand(sections));
