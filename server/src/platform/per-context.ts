import type { Context } from './context.ts';

/**
 * What a feature keeps in memory for its program, such as keys that were read or JWTs that were verified: made of the context
 * once, when it is first asked for. Two nodes in one process, as in tests, have two.
 */
export const perContext =
  <T>(make: (ctx: Context) => T): ((ctx: Context) => T) =>
  (ctx) => {
    const known = ctx.kept.get(make);
    if (known !== undefined) return known as T;
    const made = make(ctx);
    ctx.kept.set(make, made);
    return made;
  };
