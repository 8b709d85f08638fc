import { describeExports } from '../../../tools/jest/exports.js';
import * as client from '../src/generated/index.js';

describeExports(client, 'commerce-connect');
