import type { FieldIssues } from '@loge/protocol';

export type LinkProblem = 'invalid_link' | 'expired_link' | 'used_link';

/** What is wrong with a mailed link, when a call was refused because of it; otherwise null. */
export function linkProblem(issues: FieldIssues): LinkProblem | null {
  const code = issues.token?.[0]?.code;
  if (code === undefined) return null;
  return code === 'expired_link' || code === 'used_link' ? code : 'invalid_link';
}
