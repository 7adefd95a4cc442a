import { useTexts } from '../../i18n/texts.ts';
import { Copyable } from '../../ui/copyable.tsx';
import { fieldTexts } from './texts.ts';

interface Props {
  value: string;
  look: 'fact' | 'command' | 'secret';
  /** What the value is, as it reads inside “Copy …”. */
  what: string;
}

/** A value to copy, with words in the page's language. */
export function CopyField({ value, look, what }: Props) {
  const { copy } = useTexts(fieldTexts);
  return <Copyable value={value} look={look} words={{ ...copy, long: copy.long(what) }} />;
}
