import { describeExports } from '../../../tools/jest/exports.js';
import * as client from '../src/index.js';

describeExports(client, 'finicity');
