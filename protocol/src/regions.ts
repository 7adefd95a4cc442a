import * as z from 'zod/mini';
import { anyone, route } from './route.ts';

/** Where the platform runs; from configuration (docs/contract.md#regions). */
export const region = z.object({
  name: z.string(),
  display_name: z.string(),
  api: z.string(),
  database_api: z.string(),
  dashboard: z.string(),
  /** `host:port` of a front for command-line logins; empty when there is none. */
  ssh: z.string(),
  default: z.boolean(),
});
export type Region = z.output<typeof region>;

export const listRegions = route({
  id: 'regions.list',
  method: 'GET',
  path: '/v1/regions',
  summary: 'The platform’s regions. Answers without authentication: command lines ask before login.',
  auth: anyone,
  status: 200,
  reply: z.object({ regions: z.array(region) }),
});
