import { describeExports } from '../../../tools/jest/exports.js';
import * as apis from '../src/generated/apis/index.js';
import * as client from '../src/generated/index.js';

describeExports(client, apis, 'mailinabox');
