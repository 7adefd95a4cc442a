import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import Fastify from 'fastify';

/** The headers that any answer carries, with helmet or without. */
const plain = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive']);

interface SecurityHeaders {
  /** Headers for what a browser may open as a page, and for paths that are no route. */
  readonly ofPages: Readonly<Record<string, string>>;
  /**
   * Headers for the API's answers. They are JSON, which no browser opens as a page (OWASP REST Security, Security Headers).
   */
  readonly ofApi: Readonly<Record<string, string>>;
}

/** These headers tell a browser how to treat a document, or Flash and Internet Explorer 8 how to treat a download. */
const aboutDocuments = {
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
} as const;

/**
 * The headers that helmet sets. They are the same for every answer of a kind, so helmet is asked once, at the start,
 * and not for each request. Pages add their Content-Security-Policy themselves (`pages.ts`).
 */
export async function securityHeaders(publicUrl: URL): Promise<SecurityHeaders> {
  const common = {
    contentSecurityPolicy: false,
    // This header only makes sense, and is only sent, where TLS ends in front of Loge.
    strictTransportSecurity: publicUrl.protocol === 'https:' ? { maxAge: 63072000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    xXssProtection: false,
  } as const;
  return { ofPages: await askHelmet(common), ofApi: await askHelmet({ ...common, ...aboutDocuments }) };
}

async function askHelmet(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const once = Fastify();
  await once.register(helmet, options);
  once.get('/', async () => '');
  const { headers } = await once.inject('/');
  await once.close();
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !plain.has(name))
      .map(([name, value]) => [name, String(value)]),
  );
}
