// Not UTC, so that a test notices a time that is taken for a local one.
process.env.TZ = 'Pacific/Chatham';

export { default } from '../../tools/jest/package-preset.mjs';
