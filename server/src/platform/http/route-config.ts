import type { Route } from '@loge/protocol';
import { basicKinds } from '@loge/protocol';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True for a route of the API, which other sites may call with a token of their own. */
    api?: boolean;
    /** True for a route that takes `Authorization: Basic`. */
    basic?: boolean;
    /** The field that is reported when the body is too large. */
    tooLarge?: string;
  }
}

/** What hooks and errors need to know of a bound route. */
export const configOf = ({ auth, tooLarge }: Route): { api: true; basic: boolean; tooLarge?: string } => ({
  api: true,
  basic: auth.by.some((kind) => basicKinds.includes(kind)),
  ...(tooLarge === undefined ? {} : { tooLarge }),
});
