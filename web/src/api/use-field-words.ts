import type { FieldCode, FieldIssue } from '@loge/protocol';
import { createContext, use } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { errorTexts } from './error-texts.ts';
import type { CommonCode, ErrorTexts, FieldWords } from './error-words.ts';

const isCommon = (code: FieldCode, fields: ErrorTexts['fields']): code is CommonCode =>
  Object.hasOwn(fields, code);

/** Error texts of a page's own subject, on the pages that load these words. */
export const MoreFieldWords = createContext<Partial<Record<FieldCode, FieldWords>> | null>(null);

/** Fields that take a one-time code. */
const codes = new Set(['attempt', 'otp']);

/** Says what is wrong with a field. Called while rendering. */
export function useFieldWords(): (issue: FieldIssue, value: string, field?: string) => string {
  const { fields, wrongCode } = useTexts(errorTexts);
  const more = use(MoreFieldWords);
  return (issue, value, field) => {
    const { code } = issue;
    if (code === 'invalid' && field !== undefined && codes.has(field)) return wrongCode;
    const words = isCommon(code, fields) ? fields[code] : (more?.[code] ?? fields.invalid);
    return typeof words === 'string' ? words : words(issue, value);
  };
}
