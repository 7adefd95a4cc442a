import { expect, test } from 'vitest';
import { failure, none, playwrightCounts, sum, summary, vitestCounts, withExitCode } from './counts.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  message: 'does not load',
  assertionResults: tests.map((status) => ({ status, fullName: 'one', failureMessages: ['no\n\nmore'] })),
});

test('a file that does not even load is a failure', () => {
  const counts = vitestCounts({
    numPassedTests: 2,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [file('passed', 'passed', 'passed'), file('failed', 'failed'), file('failed')],
  });
  expect(counts).toEqual({
    passed: 2,
    failed: 2,
    skipped: 2,
    failures: ['a.test.ts > one\n    no\n    more', 'a.test.ts\n    does not load'],
  });
});

test('a test that passed only when tried again has not passed', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 };
  const test = { status: 'flaky', results: [{ error: { message: '\x1b[31mnot there\x1b[39m' } }, {}] };
  const suites = [{ suites: [{ specs: [{ file: 'a.e2e.ts', title: 'one', tests: [test] }] }] }];
  expect(playwrightCounts({ stats, suites, errors: [{ message: 'no such project' }] })).toEqual({
    passed: 3,
    failed: 2,
    skipped: 0,
    failures: ['a.e2e.ts > one\n    not there', 'Playwright\n    no such project'],
  });
});

test('a runner that crashed counts as one failure', () => {
  expect(withExitCode(null, 139, 'vitest')).toEqual(failure('vitest ended with 139 and left no report'));
  expect(withExitCode(null, 0, 'vitest').failed).toBe(1);
  const passed = { ...none, passed: 5 };
  expect(withExitCode(passed, 1, 'vitest')).toEqual({
    ...passed,
    failed: 1,
    failures: ['vitest ended with 1: look for an error outside of any test above'],
  });
  const failed = { ...none, failed: 2 };
  expect(withExitCode(failed, 1, 'vitest')).toEqual(failed);
});

test('skipped tests are told only when there are some', () => {
  const counts = { ...none, passed: 1 };
  expect(summary(sum([counts, counts]))).toBe('2 passed, 0 failed');
  expect(summary({ ...counts, skipped: 3 })).toBe('1 passed, 0 failed, 3 skipped');
});
