/** The part of autocannon that benches use; the package brings no types. */
declare module 'autocannon' {
  interface Options {
    url: string;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    connections?: number;
    duration?: number;
    /** Called with each connection before it sends; not with `workers`. */
    setupClient?: (client: { setBody(body: string): void }) => void;
    /** Threads that load; none: the calling one. */
    workers?: number;
  }
  interface Result {
    requests: { average: number };
    latency: { p50: number; p99: number };
    non2xx: number;
    errors: number;
    timeouts: number;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
