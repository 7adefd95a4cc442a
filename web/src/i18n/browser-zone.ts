import { isTimeZone } from '@loge/protocol';

/** Where this browser is; null when it cannot tell: a container without a zone says `Etc/Unknown`. */
export function browserZone(): string | null {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : null;
}
