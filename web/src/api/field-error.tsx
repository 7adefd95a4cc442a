import type { FieldIssue } from '@loge/protocol';
import { useTexts } from '../i18n/texts.ts';
import { TextButton } from '../ui/text-button.tsx';
import { errorTexts } from './error-texts.ts';
import { useFieldWords } from './use-field-words.ts';

interface Props {
  issue: FieldIssue;
  /** The field's name in the request. */
  field: string;
  value: string;
  /** Called when somebody takes the value that the server proposes. */
  onUse(suggestion: string): void;
}

/** Says what is wrong with a field, and what would do instead: `“zoe” is taken. “zoe-u” is free.` */
export function FieldError({ issue, field, value, onUse }: Props) {
  const texts = useTexts(errorTexts);
  const say = useFieldWords();
  const { suggestion } = issue;
  return (
    <>
      {say(issue, value.trim(), field)}
      {suggestion !== undefined && (
        <>
          {` ${texts.free.before}`}
          <TextButton onClick={() => onUse(suggestion)}>{suggestion}</TextButton>
          {texts.free.after}
        </>
      )}
    </>
  );
}
