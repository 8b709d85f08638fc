import preset from '../../tools/jest/package-preset.mjs';

/** Tests that run at once are those that wait. */
export default { ...preset, maxConcurrency: 24 };
