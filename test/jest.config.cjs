const common = {
  rootDir: `${__dirname}/..`,
  testEnvironment: '<rootDir>/test/support/one-realm.cjs',
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^@holdout/(contracts|grading)$': '<rootDir>/libs/$1/src',
    '^@holdout/ml/(.+)$': '<rootDir>/libs/ml/src/$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/var'],
};
const withDatabase = {
  globalSetup: '<rootDir>/test/support/start-postgres.mjs',
  globalTeardown: '<rootDir>/test/support/stop-postgres.mjs',
};

/** Fast to slow. `--selectProjects unit` is the inner loop. */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts', '<rootDir>/tools/**/*.spec.mjs'],
      testPathIgnorePatterns: ['/node_modules/', '\\.dom\\.spec\\.ts$'],
    },
    // What needs a page and Angular's compiler: seconds each, so that what does not is kept free of them.
    {
      ...require('jest-preset-angular/presets').createCjsPreset({
        tsconfig: '<rootDir>/apps/web/tsconfig.spec.json',
      }),
      displayName: 'web',
      transformIgnorePatterns: ['/node_modules/'], // Node 24 loads Angular's .mjs itself; the preset would turn them into CommonJS inside an ES module
      testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
      rootDir: common.rootDir,
      moduleNameMapper: common.moduleNameMapper,
      modulePathIgnorePatterns: common.modulePathIgnorePatterns,
      setupFilesAfterEnv: ['<rootDir>/apps/web/setup-jest.ts'],
      testMatch: ['<rootDir>/apps/web/src/**/*.dom.spec.ts'],
    },
    {
      ...common,
      ...withDatabase,
      displayName: 'architecture',
      testMatch: ['<rootDir>/test/architecture/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'golden',
      testMatch: ['<rootDir>/test/golden/*.spec.ts'],
    },
    {
      ...common,
      ...withDatabase,
      displayName: 'api',
      testMatch: ['<rootDir>/test/{integration,api}/*.spec.{ts,mjs}'],
      testPathIgnorePatterns: ['/node_modules/', '/test/integration/start\\.spec\\.ts$'],
    },
    { ...common, displayName: 'hostile', testMatch: ['<rootDir>/test/hostile/*.spec.ts'] },
    {
      ...common,
      ...withDatabase,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/*.spec.ts'],
    },
    // npm start as a stranger runs it: on the built apps, alone on the machine.
    { ...common, displayName: 'start', testMatch: ['<rootDir>/test/integration/start.spec.ts'] },
  ],
};
