import { useTexts } from '../../i18n/texts.ts';
import { CopyField } from '../../shell/fields/copy-field.tsx';
import styles from './how-to.module.css';
import { keyTexts } from './texts.ts';

/** Shows a member without a key the command that makes one, and where the key is then. */
export function HowTo({ open }: { open: boolean }) {
  const { howTo: texts } = useTexts(keyTexts);
  return (
    <details open={open}>
      <summary className={styles.title}>{texts.title}</summary>
      <div className={styles.how}>
        <p>{texts.make}</p>
        <CopyField look="command" value="ssh-keygen -t ed25519" what={texts.makeWhat} />
        <p>{texts.find}</p>
        <CopyField look="command" value="cat ~/.ssh/id_ed25519.pub" what={texts.findWhat} />
      </div>
    </details>
  );
}
