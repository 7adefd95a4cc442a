import type { ReactNode } from 'react';
import { MoreFieldWords } from '../../api/use-field-words.ts';
import { useTexts } from '../../i18n/texts.ts';
import { integrationTexts } from './texts.ts';

/** Around each page of integrations: what the server may refuse there is told in its own words. */
export function OwnWords({ children }: { children: ReactNode }) {
  const { errors } = useTexts(integrationTexts);
  return <MoreFieldWords value={errors}>{children}</MoreFieldWords>;
}
