import { Hidden } from '../ui/hidden.tsx';
import { useFormat } from './i18n-provider.tsx';

interface Props {
  at: string;
  /** True when it begins a sentence. */
  first?: boolean;
  /** True when it stands inside a sentence: a date is then `on 12 Mar 2026`. */
  inside?: boolean;
}

/** A moment in everyday words. The exact time shows on hover and is read by screen readers. */
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
