/** A request that is ready to be sent, as often as redirects ask for. */
export interface OutboundRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  readonly redirect: RequestRedirect;
}

type RequestRedirect = Request['redirect'];

/** What the connection, the proxy or the length of the body decide, and nobody who asks. */
const ours = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Reads a request in the words of `fetch`, by Node's own `Request`. */
export async function readRequest(url: URL, init: RequestInit): Promise<OutboundRequest> {
  const { signal: _, ...rest } = init;
  const request = new Request(url, rest);
  return {
    url,
    method: request.method,
    headers: {
      accept: '*/*',
      'user-agent': 'Loge',
      ...Object.fromEntries([...request.headers].filter(([name]) => !ours.has(name))),
    },
    body: request.body === null ? null : Buffer.from(await request.arrayBuffer()),
    redirect: request.redirect,
  };
}
