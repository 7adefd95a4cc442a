import { useFailureText } from '../../api/use-failure-text.ts';
import { useTexts } from '../../i18n/texts.ts';
import styles from './saved-note.module.css';
import { profileTexts } from './texts.ts';

interface Saving {
  isSuccess: boolean;
  error: Error | null;
}

/** Says beside a setting that it was saved. After a failure it says that the old value is back. */
export function SavedNote({ saving }: { saving: Saving }) {
  const { saved } = useTexts(profileTexts);
  const say = useFailureText();
  return (
    <span className={styles.note} data-failed={saving.error ? true : undefined} role="status">
      {saving.error ? say(saving.error) : saving.isSuccess && saved}
    </span>
  );
}
