export { default } from '../../tools/jest/package-preset.mjs';
