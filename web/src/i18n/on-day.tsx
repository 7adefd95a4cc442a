import { Hidden } from '../ui/hidden.tsx';
import { useFormat } from './i18n-provider.tsx';

/** The day of a future moment. The exact time shows on hover and is read by screen readers. */
export function OnDay({ at }: { at: string }) {
  const format = useFormat();
  const exact = format.exact(at);
  return (
    <time dateTime={at} title={exact}>
      {/* A date does not break at the end of a line. */}
      <span aria-hidden="true">{format.date(at).replaceAll(' ', '\u00a0')}</span>
      <Hidden>{exact}</Hidden>
    </time>
  );
}
