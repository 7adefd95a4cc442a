import type { FieldCodeOf, FieldIssue } from '@loge/protocol';
import type { FailureCode } from './api-error.ts';

export type FieldWords = string | ((issue: FieldIssue, value: string) => string);

export type CommonCode = FieldCodeOf<'common'>;
/** No page but those of SSH keys and API tokens carries the words. */
export type CredentialErrorTexts = Record<FieldCodeOf<'credentials'>, FieldWords>;

/** No page but those where contracts are accepted carries the words. */
export type ContractErrorTexts = Record<FieldCodeOf<'contracts'>, FieldWords>;

/** No page but that of integrations carries the words. */
export type IntegrationErrorTexts = Record<FieldCodeOf<'integrations'>, FieldWords>;

/** No page but that of health data carries the words. */
export type HdsErrorTexts = Record<FieldCodeOf<'hds'>, FieldWords>;

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
