import { Hidden } from '../ui/hidden.tsx';
import { useFormat } from './i18n-provider.tsx';

interface Props {
  at: string;
  /** It begins a sentence. */
  first?: boolean;
}

/** A moment as people say it; the exact one on hover and for screen readers. */
export function When({ at, first = false }: Props) {
  const format = useFormat();
  const exact = format.exact(at);
  return (
    <time dateTime={at} title={exact}>
      <span aria-hidden="true">{first ? capitalised(format.ago(at)) : format.ago(at)}</span>
      <Hidden>{exact}</Hidden>
    </time>
  );
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
