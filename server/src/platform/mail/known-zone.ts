import { isTimeZone } from '@loge/protocol';

/** The time zone of a mail's dates: the stored one, or UTC. A stored zone that is no longer known must not stop the mail. */
export const knownZone = (kept: string | null): string => (kept !== null && isTimeZone(kept) ? kept : 'UTC');
