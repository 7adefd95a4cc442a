import { hours, type Instant, instantOf } from '../../../kernel/clock.ts';
import type { ExportTimes } from './queries.ts';

/**
 * How long a copy counts as being made, in milliseconds. Its job may go on trying for two days, or has died; a member who
 * waited this long may ask for another copy.
 */
const makingMs = hours(1);

/** The copy that is being made or can be fetched. @param newestFirst the copies of one account. */
export function presentExport(newestFirst: readonly ExportTimes[], now: Instant): ExportTimes | undefined {
  return newestFirst.find((one) => (one.expires_at === null ? failsAt(one) > now : one.expires_at > now));
}

/** What members see of their copy. */
export function exportState(newestFirst: readonly ExportTimes[], now: Instant) {
  const present = presentExport(newestFirst, now);
  const [newest] = newestFirst;
  const failed = !present && newest?.ready_at === null ? newest : null;
  return {
    requested_at: present?.requested_at ?? null,
    ready_at: present?.ready_at ?? null,
    expires_at: present?.expires_at ?? null,
    failed_at: failed && failsAt(failed),
  };
}

const failsAt = ({ requested_at: at }: ExportTimes): Instant => instantOf(Date.parse(at) + makingMs);
