import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { printTypes } from './src/generate/types/print.js';
const doc = parse(readFileSync(process.argv[2]!, 'utf8'));
const cpu0 = process.cpuUsage();
const p = printTypes(doc);
const u=process.cpuUsage(cpu0);
if (process.argv[3]) console.log(p.models);
console.error((u.user+u.system)/1000, 'ms CPU', p.count, process.cpuUsage().user/1000);
