/** The part of autocannon that the benches use. The package has no types of its own. */
declare module 'autocannon' {
  interface Options {
    url: string;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    connections?: number;
    duration?: number;
    /** Called with each connection before it sends. Not called with `workers`. */
    setupClient?: (client: { setBody(body: string): void }) => void;
    /** How many threads send the load. Without it the calling thread does. */
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
