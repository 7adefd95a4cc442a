import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { integrationTexts } from './texts.ts';

interface Props {
  /** From `httpAddress`. */
  to: string;
  children: ReactNode;
}

/** A link to another site, in a window of its own, which screen readers say. */
export function OutsideLink({ to, children }: Props) {
  const { newWindow } = useTexts(integrationTexts);
  return (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
      <Hidden> {newWindow}</Hidden>
    </a>
  );
}
