import type { FieldCode } from '@loge/protocol';
import { describe, expect, test } from 'vitest';
import { ApiError, errorFrom } from '../../api/api-error.ts';
import { mayRetry, refusalOf } from './callback-refusal.ts';

const refused = (field: string, code: FieldCode) =>
  errorFrom(422, { code: 'invalid_fields', details: { [field]: [{ code }] }, request_id: 'r' });

describe('an authorization that was not completed', () => {
  test.each([
    ['state', 'used_link', 'used'],
    ['state', 'expired_link', 'late'],
    ['state', 'invalid_link', 'foreign'],
    ['code', 'authorization_denied', 'denied'],
    ['code', 'authorization_failed', 'failed'],
    ['base', 'linked_elsewhere', 'elsewhere'],
    // In the words of any form.
    ['base', 'too_many', 'other'],
  ] as const)('%s %s is told as %s', (field, code, why) => {
    expect(refusalOf(refused(field, code))).toBe(why);
    expect(mayRetry(refused(field, code))).toBe(false);
  });

  test.each([
    ['unreachable', true],
    ['throttled', true],
    ['provider_unreachable', false],
    ['provider_refused', false],
  ] as const)('%s is told as it is; the same answer may be tried again: %s', (code, again) => {
    expect(refusalOf(new ApiError(code))).toBe('other');
    expect(mayRetry(new ApiError(code))).toBe(again);
  });
});
