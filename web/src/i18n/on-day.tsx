import { Hidden } from '../ui/hidden.tsx';
import { useFormat } from './i18n-provider.tsx';

/** The day of a moment to come; the exact one on hover and for screen readers. */
export function OnDay({ at }: { at: string }) {
  const format = useFormat();
  const exact = format.exact(at);
  return (
    <time dateTime={at} title={exact}>
      {/* A date is not torn at the end of a line. */}
      <span aria-hidden="true">{format.date(at).replaceAll(' ', '\u00a0')}</span>
      <Hidden>{exact}</Hidden>
    </time>
  );
}
