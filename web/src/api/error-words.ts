import type { FieldCode, FieldIssue } from '@loge/protocol';
import type { FailureCode } from './api-error.ts';

type FieldWords = string | ((issue: FieldIssue, value: string) => string);

/** What only SSH keys and API tokens are refused for: no other page carries the words. */
export type CredentialCode =
  | Extract<FieldCode, `key_${string}`>
  | 'signature_refused'
  | 'unknown_scope'
  | 'unknown_application'
  | 'beyond_parent'
  | 'needs_scopes'
  | 'in_the_past'
  | 'too_late'
  | 'unknown_audience'
  | 'unknown_owner';

export type CommonCode = Exclude<FieldCode, CredentialCode>;
export type CredentialErrorTexts = Record<CredentialCode, FieldWords>;

/** People's words for every code there is: one without words does not compile, in either language. */
export interface ErrorTexts {
  /** `wait` is said as a person would: `in 3 minutes`; null when nobody knows. */
  failures: Record<FailureCode, string | ((wait: string | null) => string)>;
  fields: Record<CommonCode, FieldWords>;
  /** Of a one-time code, whatever is wrong with it. */
  wrongCode: string;
  /** What stands around a name that would be free: `“` zoe-u `” is free.` */
  free: { before: string; after: string };
  reference(requestId: string): string;
  tryAgain: string;
}
