const { projects } = require('./jest.config.cjs');

const api = projects.find(({ displayName }) => displayName === 'api');

/** Fuzzing, load, survival and long statistics: `npm run test:slow`, before something is called done. */
module.exports = {
  projects: [{ ...api, displayName: 'slow', testMatch: ['<rootDir>/test/**/*.slow.ts'] }],
};
