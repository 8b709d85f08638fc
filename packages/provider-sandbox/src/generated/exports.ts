// Made by `npm run generate` from the folders of src/providers. Do not edit.
export * from '../providers/commerce-connect/index.js';
export * from '../providers/finicity/index.js';
export * from '../providers/mailinabox/index.js';
export * from '../providers/plo/index.js';
