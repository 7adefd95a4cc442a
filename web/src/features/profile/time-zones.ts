/** Writes a zone such as `America/Argentina/Buenos_Aires` as people read it. */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ');

/** Every zone that the browser knows. The chosen zone is among them even if the browser does not know it. */
export function timeZones(chosen: string | null): string[] {
  const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (chosen) known.add(chosen);
  return [...known].sort();
}
