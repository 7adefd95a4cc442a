/**
 * An address short enough to tell places apart in a list, without showing whose it is to whoever looks over a
 * shoulder: half of an IPv4 address, the provider's part of an IPv6 one.
 */
export function shortAddress(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+)\.\d+\.\d+$/i.exec(address)?.[1];
  if (v4) return `${v4}.x.x`;
  const [start = ''] = address.split('::');
  const groups = start.split(':').filter(Boolean);
  return groups.length === 0 ? address : `${groups.slice(0, 3).join(':')}:…`;
}
