import type { FieldIssue } from '@loge/protocol';
import { documentPath, type PlatformContracts } from '../../api/platform-contracts.ts';
import { useFieldWords } from '../../api/use-field-words.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { Check } from '../../ui/toggle.tsx';
import styles from './contracts-field.module.css';
import { fieldTexts } from './texts.ts';

interface Props {
  asked: PlatformContracts;
  checked: boolean;
  onChange(checked: boolean): void;
  issues: readonly FieldIssue[] | undefined;
}

/** The box by which a new member accepts what the platform requires: never ticked beforehand, the documents beside it. */
export function ContractsField({ asked, checked, onChange, issues }: Props) {
  const { contracts: texts } = useTexts(fieldTexts);
  const locale = useLocale();
  const say = useFieldWords();
  const issue = issues?.[0];
  if (asked.sentence === null) return null;
  return (
    <div>
      <Check
        name="tos_accepted"
        label={asked.sentence[locale]}
        checked={checked}
        onChange={onChange}
        invalid={issue !== undefined}
      />
      <p className={styles.links}>
        {asked.contracts
          .flatMap(({ documents }) => documents)
          .map(({ name, pdf }) => (
            <a key={pdf[locale]} href={documentPath(pdf[locale])} target="_blank" rel="noopener">
              {texts.read(name[locale])}
            </a>
          ))}
      </p>
      {issue && (
        <p className={styles.error} role="alert">
          {say(issue, '')}
        </p>
      )}
    </div>
  );
}
