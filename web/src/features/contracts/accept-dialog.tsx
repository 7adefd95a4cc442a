import { contracts } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { MoreFieldWords } from '../../api/use-field-words.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import styles from './accept-dialog.module.css';
import { Documents } from './documents.tsx';
import { contractTexts } from './texts.ts';

interface Props {
  contract: contracts.Contract;
  onClose(): void;
  onAccepted(): void;
  /** What the page shows may not be what there is any more. */
  onRefused(): void;
}

/** Shows the exact sentence that is agreed to, in the language in which it will be kept. */
export function AcceptDialog({ contract, onClose, onAccepted, onRefused }: Props) {
  const { accepting: texts, errors } = useTexts(contractTexts);
  const locale = useLocale();
  const work = useMutation({
    mutationFn: () => call(contracts.acceptContract, { params: { id: contract.id }, body: { locale } }),
    onSuccess: onAccepted,
    onError: onRefused,
  });
  return (
    <MoreFieldWords value={errors}>
      <ConfirmDialog
        name={contract.name[locale]}
        title={texts.title}
        brings={
          <>
            <p>{texts.agree}</p>
            <blockquote className={styles.sentence}>{contract.sentence[locale]}</blockquote>
            <Documents of={contract} />
            <p>{texts.after}</p>
          </>
        }
        act={texts.act}
        work={work}
        onClose={onClose}
      />
    </MoreFieldWords>
  );
}
