import autocannon from 'autocannon';

interface Figure {
  readonly name: string;
  /** The mean over the run. */
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

export interface Target {
  readonly name: string;
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Used instead of `body`: each connection sends one of these, always the same one. */
  readonly bodies?: readonly string[];
  /** Sends the load from a thread of its own, so that it does not delay what is measured in this thread. */
  readonly aside?: boolean;
}

export const connections = 32;

/** Sends load to one address for some seconds. */
export async function load(target: Target, seconds: number): Promise<Figure> {
  const { bodies = [] } = target;
  let connected = 0;
  const result = await autocannon({
    url: target.url,
    method: target.method ?? 'GET',
    headers: target.headers ?? {},
    connections,
    duration: seconds,
    ...(target.aside ? { workers: 1 } : {}),
    ...(target.body === undefined ? {} : { body: target.body }),
    ...(bodies.length === 0
      ? {}
      : { setupClient: (client) => client.setBody(bodies[connected++ % bodies.length] ?? '') }),
  });
  return {
    name: target.name,
    perSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  };
}

export interface Ratio {
  /** The median over the rounds of the target's rate divided by the yardstick's, which is measured just before. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** The figures of the median round. */
  readonly figure: Figure;
  readonly yardstick: Figure;
}

const rounds = 5;

/**
 * Measures a target and the yardstick in turns. A machine that others use too may be twice as fast in one minute as in the
 * next. Beside a yardstick from another minute, the ratio would be that of the minutes.
 */
export async function loadBeside(yardstick: Target, target: Target): Promise<Ratio> {
  await load(yardstick, 2);
  await load(target, 2);
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const beside = await load(yardstick, 3);
    const figure = await load(target, 3);
    found.push({ ratio: figure.perSecond / beside.perSecond, figure, yardstick: beside });
  }
  found.sort((a, b) => a.ratio - b.ratio);
  const middle = found[Math.floor(rounds / 2)];
  if (!middle) throw new Error('nothing was measured');
  return {
    median: middle.ratio,
    least: found[0]?.ratio ?? 0,
    most: found.at(-1)?.ratio ?? 0,
    figure: middle.figure,
    yardstick: middle.yardstick,
  };
}
