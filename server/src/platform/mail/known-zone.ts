import { isTimeZone } from '@loge/protocol';

/** The zone that a mail's dates are in. One that was kept and is known no more must not keep the mail from going out. */
export const knownZone = (kept: string | null): string => (kept !== null && isTimeZone(kept) ? kept : 'UTC');
