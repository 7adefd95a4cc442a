import { expect, test } from 'vitest';
import { none, playwrightCounts, sum, summary, vitestCounts, withExitCode } from './counts.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((status) => ({ status })),
});

test('a file that does not even load is a failure', () => {
  const counts = vitestCounts({
    numPassedTests: 2,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [file('passed', 'passed', 'passed'), file('failed', 'failed'), file('failed')],
  });
  expect(counts).toEqual({ passed: 2, failed: 2, skipped: 2 });
});

test('a test that passed only when tried again has not passed', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 };
  expect(playwrightCounts({ stats, errors: ['no such project'] })).toEqual({
    passed: 3,
    failed: 2,
    skipped: 0,
  });
});

test('a runner that crashed counts as one failure', () => {
  expect(withExitCode(null, 139)).toEqual({ ...none, failed: 1 });
  expect(withExitCode(null, 0)).toEqual({ ...none, failed: 1 });
  expect(withExitCode({ ...none, passed: 5 }, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  expect(withExitCode({ ...none, failed: 2 }, 1)).toEqual({ ...none, failed: 2 });
});

test('skipped tests are told only when there are some', () => {
  const counts = { passed: 1, failed: 0, skipped: 0 };
  expect(summary(sum([counts, counts]))).toBe('2 passed, 0 failed');
  expect(summary({ ...counts, skipped: 3 })).toBe('1 passed, 0 failed, 3 skipped');
});
