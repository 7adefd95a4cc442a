import { asApiError } from '../../api/api-error.ts';
import type { Refusal } from './texts.en.ts';

const byIssue: Readonly<Record<string, Refusal>> = {
  used_link: 'used',
  expired_link: 'late',
  invalid_link: 'foreign',
  authorization_denied: 'denied',
  authorization_failed: 'failed',
  linked_elsewhere: 'elsewhere',
  another_identity: 'another',
};

const byCode: Readonly<Record<string, Refusal>> = {
  not_authenticated: 'signedOut',
  other_account: 'foreign',
  invalid_credentials: 'failed',
  provider_refused: 'failed',
  provider_unreachable: 'unreachable',
  account_suspended: 'suspended',
  account_deleting: 'deleting',
  proof_required: 'otherwise',
};

/** Which of the page's own words tell why nothing came of it. */
export function refusalOf(error: unknown): Refusal {
  const { code, issues } = asApiError(error);
  const [issue] = Object.values(issues).flat();
  return (issue ? byIssue[issue.code] : byCode[code]) ?? 'other';
}

/** Whether the same answer of the provider's may do better a second time; whatever asked the provider has used it up. */
export const mayRetry = (error: unknown): boolean =>
  ['unreachable', 'unavailable', 'throttled', 'internal'].includes(asApiError(error).code);
