import { contracts, type FieldIssues, fieldCodes, fieldIssues } from '@loge/protocol';
import * as z from 'zod/mini';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { type Published, publishContract } from './publish-contract.ts';

/** What came of a description: a version, or what is wrong with it, a line each. */
type Outcome = Published | { readonly faults: readonly string[] };

/** As `publishContract`, of a description that nobody has read yet. */
export async function publishDescription(
  ctx: Context,
  actor: Actor,
  description: unknown,
  dryRun: boolean,
): Promise<Outcome> {
  const read = z.safeParse(contracts.publication, description);
  if (!read.success) return { faults: inWords(fieldIssues(read.error.issues)) };
  try {
    return await publishContract(ctx, actor, read.data, dryRun);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_fields') throw error;
    return { faults: inWords(error.details.fields ?? {}) };
  }
}

const inWords = (fields: FieldIssues): string[] =>
  Object.entries(fields).flatMap(([field, issues]) =>
    issues.map(({ code }) => `${field} ${fieldCodes[code].words}`),
  );
