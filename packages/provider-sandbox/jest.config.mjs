import preset from '../../tools/jest/client-preset.mjs';

// As clients, which need msw compiled too, but for the handlers that would answer all their requests.
const { setupFilesAfterEnv: _, ...rest } = preset;

export default rest;
