import ots, { astToString, transformSchemaObject } from 'openapi-typescript';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import ts from 'typescript';
const doc = parse(readFileSync(process.argv[2], 'utf8'));
const cpu0 = process.cpuUsage();
const resolve = (ref) => doc.components.schemas[ref.split('/').pop()];
const injectFooter = [];
const ctx = { additionalProperties:false, alphabetize:false, arrayLength:false, defaultNonNullable:false, discriminators:{objects:{},refsHandled:[]}, emptyObjectsUnknown:true, enum:false, enumValues:false, excludeDeprecated:false, exportType:false, immutable:false, injectFooter, pathParamsAsTypes:false, silent:true, resolve,
 transform(s){ if (s['x-int64']) return ts.factory.createTypeReferenceNode('Int64'); if (s.format==='binary') return ts.factory.createTypeReferenceNode('Blob'); } };
const out=[];
for (const [k,s] of Object.entries(doc.components.schemas)) {
  const node = transformSchemaObject(s,{path:'#/components/schemas/'+k,ctx});
  out.push(`export type ${k} = ` + astToString(ts.factory.createTypeAliasDeclaration(undefined, 'X', undefined, node)).replace(/^type X = /,'').replace(/components\["schemas"\]\["(\w+)"\]/g,'$1').trim());
}
const u=process.cpuUsage(cpu0);
if (process.argv[3]) console.log(out.join('\n'));
console.log(injectFooter.length, 'footer', (u.user+u.system)/1000, 'ms CPU for transform+print,', Object.keys(doc.components.schemas).length, 'schemas; total', process.cpuUsage().user/1000);
