import { type FieldIssues, fieldIssues } from '@loge/protocol';
import type * as z from 'zod/mini';

/** Checks a body against the protocol's own schema before it is sent. */
export function issuesOf(schema: z.ZodMiniType, body: unknown): FieldIssues {
  const result = schema.safeParse(body);
  return result.success ? {} : fieldIssues(result.error.issues);
}

export const hasIssues = (issues: FieldIssues): boolean => Object.keys(issues).length > 0;
