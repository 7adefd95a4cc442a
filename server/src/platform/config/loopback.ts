import { isIP } from 'node:net';

/** Whether the host is `localhost`, an address of 127.0.0.0/8, or ::1. */
export function isLoopbackHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
