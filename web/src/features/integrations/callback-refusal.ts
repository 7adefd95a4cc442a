import { asApiError } from '../../api/api-error.ts';
import type { Refusal } from './return-texts.en.ts';

const words: Readonly<Record<string, Refusal>> = {
  used_link: 'used',
  expired_link: 'late',
  invalid_link: 'foreign',
  authorization_denied: 'denied',
  authorization_failed: 'failed',
  linked_elsewhere: 'elsewhere',
};

/** Which of the page's own words tell why the server did not complete an authorization. */
export function refusalOf(error: unknown): Refusal {
  const { issues } = asApiError(error);
  const [issue] = Object.values(issues).flat();
  return (issue && words[issue.code]) ?? 'other';
}

/** Whether the same answer of the provider's may do better a second time; whatever asked the provider has used it up. */
export const mayRetry = (error: unknown): boolean =>
  ['unreachable', 'unavailable', 'throttled', 'internal'].includes(asApiError(error).code);
