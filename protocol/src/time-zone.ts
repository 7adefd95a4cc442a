/**
 * Whether the text is an IANA time zone that is known here (`Europe/Paris`, `EST5EDT`, `GMT0`), not an offset, and not
 * what a system says that does not know its own (`Etc/Unknown`, `localtime`).
 */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text !== 'Etc/Unknown';
  } catch {
    return false;
  }
}
