import type { sshKeys } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { CopyField } from '../../shell/fields/copy-field.tsx';
import styles from './key-prints.module.css';
import { keyTexts } from './texts.ts';

/** A key's fingerprints, as `ssh-keygen -l` prints them. */
export function KeyPrints({ sshKey }: { sshKey: sshKeys.SshKey }) {
  const texts = useTexts(keyTexts);
  const prints = { sha256: sshKey.fingerprint_sha256, md5: sshKey.fingerprint };
  return (
    <dl className={styles.prints}>
      {(['sha256', 'md5'] as const).map((print) => (
        <div key={print} className={styles.print}>
          <dt>{texts.prints[print]}</dt>
          <dd className={styles.value}>
            <CopyField
              look="fact"
              value={prints[print]}
              what={texts.printOf(texts.prints[print], sshKey.name)}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
