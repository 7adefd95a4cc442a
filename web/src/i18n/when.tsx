import { Hidden } from '../ui/hidden.tsx';
import { useFormat } from './i18n-provider.tsx';

/** A moment as people say it; the exact one on hover and for screen readers. */
export function When({ at }: { at: string }) {
  const format = useFormat();
  const exact = format.exact(at);
  return (
    <time dateTime={at} title={exact}>
      <span aria-hidden="true">{format.ago(at)}</span>
      <Hidden>{exact}</Hidden>
    </time>
  );
}
