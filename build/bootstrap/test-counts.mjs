import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * What vitest's JSON report says. A file that could not even be loaded counts as one failure, and so does a runner that
 * failed without naming a test: a red run never adds up to green.
 * @param {string} path @param {number} exitCode @returns {Counts}
 */
export function vitestCounts(path, exitCode) {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: readonly { status: string, assertionResults: readonly unknown[] }[] }} */
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return atLeastOneFailure(
    { passed: report.numPassedTests, failed: report.numFailedTests + unloadable, skipped: report.numPendingTests + report.numTodoTests },
    exitCode,
  );
}

/**
 * What Playwright's JSON report says. A test that passed only at its second try counts as failed.
 * @param {string} path @param {number} exitCode @returns {Counts}
 */
export function playwrightCounts(path, exitCode) {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: readonly unknown[] }} */
  const { stats, errors } = JSON.parse(readFileSync(path, 'utf8'));
  return atLeastOneFailure(
    { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped },
    exitCode,
  );
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function addUp(all) {
  return all.reduce(
    (sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }),
    {
      passed: 0,
      failed: 0,
      skipped: 0,
    },
  );
}

/** @param {Counts} counts @param {number} exitCode @returns {Counts} */
function atLeastOneFailure(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
