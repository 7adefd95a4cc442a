import { type Examples, open } from '../example.ts';

export const examples: Examples = {
  'health.live': open('/healthz'),
  'health.ready': open('/readyz'),
};
