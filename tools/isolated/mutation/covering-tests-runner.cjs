const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

/** jest-runner is jest's own dependency, and need not be at the root of node_modules. */
const resolvedBy = (file, name) => createRequire(file).resolve(`${name}/package.json`);
const jest = resolvedBy(join(process.cwd(), 'package.json'), 'jest');
const { default: TestRunner } = createRequire(resolvedBy(jest, '@jest/core'))('jest-runner');

/** Which test file has which tests, and how long they take: written by the run without a mutant. */
const knownTests = join(process.cwd(), '.tests.json');

/**
 * Stryker asks jest for tests by name, so that jest loads every file to look for them, and it cannot tell jest to stop
 * at the first failure. This loads the files that have one of the tests, first those that failed lately and the quick
 * ones, and stops: 0.5 s per mutant in place of 10.
 */
module.exports = class CoveringTestsRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const pattern = this._globalConfig.testNamePattern;
    const isWithMutant = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
    if (!isWithMutant || !existsSync(knownTests)) return this.#runAll(tests, watcher, options);
    const known = JSON.parse(readFileSync(knownTests, 'utf8'));
    process.mutantsKilled ??= new Map();
    const kills = process.mutantsKilled;
    const cost = ({ path }) => (known[path]?.durationMs ?? 0) / (1 + (kills.get(path) ?? 0));
    const isAsked = pattern ? new RegExp(pattern, 'i') : /^/;
    const chosen = tests
      .filter(({ path }) => known[path]?.names.some((name) => isAsked.test(name)) ?? true)
      .sort((one, other) => cost(one) - cost(other));
    let isKilled = false;
    this.on('test-file-success', ([, { numFailingTests }]) => {
      isKilled ||= numFailingTests > 0;
    });
    this.on('test-file-failure', () => {
      isKilled = true;
    });
    for (const test of chosen) {
      await super.runTests([test], watcher, { ...options, serial: true });
      if (!isKilled) continue;
      for (const [path, count] of kills) kills.set(path, count * 0.9);
      kills.set(test.path, (kills.get(test.path) ?? 0) + 2);
      return;
    }
  }

  async #runAll(tests, watcher, options) {
    const known = {};
    this.on('test-file-success', ([{ path }, { testResults }]) => {
      const names = testResults.map(({ fullName }) => fullName);
      // 200 ms: to load it.
      known[path] = {
        names,
        durationMs: testResults.reduce((sum, { duration }) => sum + (duration ?? 0), 200),
      };
    });
    await super.runTests(tests, watcher, options);
    writeFileSync(knownTests, JSON.stringify(known));
  }
};
