export { default } from '../../tools/jest/client-preset.mjs';
