import { isTimeZone } from '@loge/protocol';

/** The browser's time zone; null when it cannot tell, as a container without a zone, which says `Etc/Unknown`. */
export function browserZone(): string | null {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : null;
}
