import type { FieldCode, FieldIssue } from '@loge/protocol';
import { use } from 'react';
import { useLocale } from '../i18n/i18n-provider.tsx';
import { useTexts } from '../i18n/texts.ts';
import { credentialErrorTexts } from './credential-error-texts.ts';
import { errorTexts } from './error-texts.ts';
import type { CommonCode, ErrorTexts } from './error-words.ts';

const isCommon = (code: FieldCode, fields: ErrorTexts['fields']): code is CommonCode =>
  Object.hasOwn(fields, code);

/**
 * Says what is wrong with a field; to be called while rendering. Words that few pages need are fetched where they
 * are wanted after all.
 */
export function useFieldWords(): (issue: FieldIssue, value: string) => string {
  const { fields } = useTexts(errorTexts);
  const locale = useLocale();
  return (issue, value) => {
    const { code } = issue;
    const words = isCommon(code, fields) ? fields[code] : use(credentialErrorTexts.load(locale))[code];
    return typeof words === 'string' ? words : words(issue, value);
  };
}
