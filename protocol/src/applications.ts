import * as z from 'zod/mini';
import { id } from './primitives.ts';

/** The platform's applications, as far as Loge knows them: who owns one. */
export const application = z.object({
  id,
  name: z.string(),
  /** Where its owner can transfer or delete it; null when the platform gave no address. */
  url: z.nullable(z.string()),
});
export type Application = z.output<typeof application>;
