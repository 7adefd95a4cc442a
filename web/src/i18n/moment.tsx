import { Hidden } from '../ui/hidden.tsx';
import { useFormat } from './i18n-provider.tsx';

/**
 * A moment that is at most days away, such as the end of a link. The exact time shows on hover and is read by screen readers.
 */
export function Moment({ at }: { at: string }) {
  const format = useFormat();
  const exact = format.exact(at);
  return (
    <time dateTime={at} title={exact}>
      <span aria-hidden="true">{format.moment(at)}</span>
      <Hidden>{exact}</Hidden>
    </time>
  );
}
