import { credentialNamed } from '../../features/services/feature.ts';
import type { Context } from '../../platform/context.ts';
import { UsageError } from '../command-line/command.ts';

/** The credential of that name or id. Throws `UsageError` when there is none. */
export async function serviceNamed(ctx: Context, text: string) {
  const credential = await credentialNamed(ctx.reader, text);
  if (!credential) throw new UsageError(`there is no service "${text}"`);
  return credential;
}
