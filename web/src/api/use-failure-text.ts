import type { FieldIssue } from '@loge/protocol';
import { useFormat } from '../i18n/i18n-provider.tsx';
import { useTexts } from '../i18n/texts.ts';
import { type ApiError, asApiError } from './api-error.ts';
import { errorTexts } from './error-texts.ts';
import type { ErrorTexts } from './error-words.ts';
import { useFieldWords } from './use-field-words.ts';

/** The words that tell a person about a failure. */
export function failureText(
  error: ApiError,
  texts: ErrorTexts,
  sayWait: (seconds: number) => string,
  sayField: (issue: FieldIssue, value: string, field: string) => string,
): string {
  const words = texts.failures[error.code];
  if (typeof words === 'function') return words(error.retryAfter === null ? null : sayWait(error.retryAfter));
  const [field, issues] = Object.entries(error.issues)[0] ?? [];
  const issue = issues?.[0];
  return error.code === 'invalid_fields' && field !== undefined && issue ? sayField(issue, '', field) : words;
}

/** Called while rendering. */
export function useFailureText(): (error: unknown) => string {
  const texts = useTexts(errorTexts);
  const format = useFormat();
  const sayField = useFieldWords();
  return (error) => failureText(asApiError(error), texts, format.wait, sayField);
}
