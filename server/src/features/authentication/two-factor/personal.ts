import type { PersonalData } from '../../../platform/personal-data.ts';
import { codesOf, resetsOf, totpFactor } from './queries.ts';

/** What this slice holds about a member: since when, how many and why, never a secret. */
export const twoFactorPersonal: readonly PersonalData[] = [
  {
    name: 'two-factor',
    tables: {
      totp_factors: { exported: 'since when, never the secret', erased: 'the row' },
      recovery_codes: { exported: 'how many are left', erased: 'the rows' },
      factor_resets: { exported: 'reason and dates', erased: 'the rows' },
    },
    async export(reader, accountId) {
      const factor = await totpFactor(reader, accountId);
      const { left, made_at } = await codesOf(reader, accountId);
      return {
        authenticator_app: factor
          ? { since: factor.enabled_at, begun_at: factor.created_at, suspended_at: factor.suspended_at }
          : null,
        recovery_codes: { left, made_at },
        resets_by_operators: (await resetsOf(reader, accountId)).map(
          ({ reason, requested_at, due_at, stopped_at, done_at }) => ({
            reason,
            requested_at,
            due_at,
            stopped_at,
            done_at,
          }),
        ),
      };
    },
  },
];
