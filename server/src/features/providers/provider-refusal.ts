import { AppError } from '../../kernel/app-error.ts';
import { OutboundError } from '../../platform/outbound/outbound.ts';
import { ProviderError } from './provider-error.ts';

/**
 * What a caller is told when a provider did not do what it was asked: `provider_refused`, `provider_unreachable`, or
 * `not_found` for what is not there. Never a 401, which clients read as theirs (docs/contract.md#integrations). Any other
 * error comes back as it is.
 */
export function refusalOf(error: unknown): unknown {
  if (error instanceof OutboundError) return new AppError('provider_unreachable', { cause: error });
  if (!(error instanceof ProviderError)) return error;
  switch (error.reason) {
    case 'token_refused':
    case 'scope_missing':
    case 'organisation_blocked':
    case 'not_a_person':
    case 'forbidden':
      return new AppError('provider_refused', { cause: error });
    case 'not_found':
      return new AppError('not_found', { resource: 'repository', cause: error });
    case 'rate_limited':
      return new AppError('provider_unreachable', {
        cause: error,
        ...(error.retryAfterSeconds > 0 ? { retryAfter: error.retryAfterSeconds } : {}),
      });
    case 'unreachable':
    case 'not_this_software':
      return new AppError('provider_unreachable', { cause: error });
  }
}
