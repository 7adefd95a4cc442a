import { Hidden } from '../ui/hidden.tsx';
import { useFormat } from './i18n-provider.tsx';

interface Props {
  at: string;
  /** It begins a sentence. */
  first?: boolean;
  /** It stands inside one. */
  inside?: boolean;
}

/** A moment as people say it; the exact one on hover and for screen readers. */
export function When({ at, first = false, inside = false }: Props) {
  const format = useFormat();
  const exact = format.exact(at);
  const said = inside ? format.agoOn(at) : format.ago(at);
  return (
    <time dateTime={at} title={exact}>
      <span aria-hidden="true">{first ? capitalised(said) : said}</span>
      <Hidden>{exact}</Hidden>
    </time>
  );
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
