import { describe, expect, test } from 'vitest';
import { ApiError, errorFrom } from './api-error.ts';
import { texts as en } from './error-texts.en.ts';
import { texts as fr } from './error-texts.fr.ts';
import { failureText } from './use-failure-text.ts';

const wait = (seconds: number) => `in ${seconds} s`;
const field = ({ code }: { code: string }) => `about ${code}`;

describe('what a failure says', () => {
  test('a throttled call says how long', () => {
    const error = errorFrom(429, { code: 'throttled', retry_after: 90, request_id: 'r' });
    expect(failureText(error, en, wait, field)).toBe('Too many attempts. Try again in 90 s.');
    expect(failureText(new ApiError('throttled'), fr, wait, field)).toContain('dans quelques minutes');
  });

  test('a field that no form shows speaks for itself', () => {
    const body = { code: 'invalid_fields', details: { base: [{ code: 'not_available' }] }, request_id: 'r' };
    expect(failureText(errorFrom(422, body), en, wait, field)).toBe('about not_available');
  });

  test('an answer that is not ours still has words', () => {
    expect(errorFrom(502, null).code).toBe('unavailable');
    expect(errorFrom(404, { code: 'toString' }).code).toBe('internal');
  });
});
