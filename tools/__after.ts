import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { discriminatorMapping } from './src/generate/prepare/schemas/discriminator-mapping.js';
import { hoistInlineSchemas } from './src/generate/prepare/schemas/hoist-inline-schemas.js';
import { int64 } from './src/generate/prepare/schemas/int64.js';
import { nameSchemas } from './src/generate/prepare/schemas/name-schemas.js';
import { openEnums } from './src/generate/prepare/schemas/open-enums.js';
import { resolveSchemaRefs } from './src/generate/prepare/schemas/resolve-schema-refs.js';
import { splitReadWrite } from './src/generate/prepare/schemas/split-read-write.js';
for (const t of [discriminatorMapping, hoistInlineSchemas, int64, nameSchemas(new Set(['ListUsersRequest'])), openEnums, resolveSchemaRefs, splitReadWrite]) {
  const d = parse(readFileSync(`test/fixtures/${t.name}/before.yaml`, 'utf8'));
  console.log('---', t.name);
  t.apply(d, l => console.log('  ', l));
  const text = stringify(d, { lineWidth: 0, aliasDuplicateObjects: false });
  writeFileSync(`test/fixtures/${t.name}/after.yaml`, text);
  console.log(text);
}
