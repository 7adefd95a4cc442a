import { expect, test } from 'vitest';
import { ApiError } from '../../api/api-error.ts';
import { mayRetry, refusalOf } from './refusal.ts';

test('what the server refuses is told in the page’s own words', () => {
  const onState = (code: 'used_link' | 'expired_link' | 'invalid_link') =>
    new ApiError('invalid_fields', { details: { state: [{ code }] } });
  expect(refusalOf(onState('used_link'))).toBe('used');
  expect(refusalOf(onState('expired_link'))).toBe('late');
  expect(refusalOf(onState('invalid_link'))).toBe('foreign');
  expect(refusalOf(new ApiError('not_authenticated'))).toBe('signedOut');
  expect(refusalOf(new ApiError('provider_unreachable'))).toBe('unreachable');
  expect(refusalOf(new ApiError('invalid_fields', { details: { base: [{ code: 'too_many' }] } }))).toBe(
    'other',
  );
  expect(refusalOf(new Error('something'))).toBe('other');
});

test('the same answer is sent again only where it has not been used', () => {
  expect(mayRetry(new ApiError('unreachable'))).toBe(true);
  expect(mayRetry(new ApiError('provider_unreachable'))).toBe(false);
});
