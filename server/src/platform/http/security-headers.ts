import helmet from '@fastify/helmet';
import Fastify from 'fastify';

/** What any answer carries, with helmet or without. */
const plain = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive']);

/**
 * The headers that helmet sets. They are the same for every answer of a server, so helmet is asked once, at the start,
 * rather than ten times for each request. Pages add their Content-Security-Policy themselves (`pages.ts`).
 */
export async function securityHeaders(publicUrl: URL): Promise<Readonly<Record<string, string>>> {
  const once = Fastify();
  await once.register(helmet, {
    contentSecurityPolicy: false,
    // Only meaningful, and only sent, where TLS ends in front of us.
    strictTransportSecurity: publicUrl.protocol === 'https:' ? { maxAge: 63072000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    xXssProtection: false,
  });
  once.get('/', async () => '');
  const { headers } = await once.inject('/');
  await once.close();
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !plain.has(name))
      .map(([name, value]) => [name, String(value)]),
  );
}
