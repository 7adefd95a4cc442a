/** `America/Argentina/Buenos_Aires` as people read it. */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ');

/** Every zone the browser knows, and the chosen one even if it does not. */
export function timeZones(chosen: string | null): string[] {
  const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (chosen) known.add(chosen);
  return [...known].sort();
}
