import type { Route } from '@loge/protocol';
import { basicKinds } from '@loge/protocol';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route of the API, which other sites may call with a token of their own. */
    api?: boolean;
    /** It takes `Authorization: Basic`. */
    basic?: boolean;
    /** Field that a body beyond the limit is blamed on. */
    tooLarge?: string;
  }
}

/** What hooks and errors need to know of a bound route. */
export const configOf = ({ auth, tooLarge }: Route): { api: true; basic: boolean; tooLarge?: string } => ({
  api: true,
  basic: auth.by.some((kind) => basicKinds.includes(kind)),
  ...(tooLarge === undefined ? {} : { tooLarge }),
});
