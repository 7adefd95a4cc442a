import { Button } from '@mantine/core';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import styles from './dialog.module.css';

interface Props {
  title: ReactNode;
  /** The word on the way out, which has the focus when the dialog opens. */
  cancel: string;
  /** Somebody wants out, by that button or by Escape. */
  onClose(): void;
  /** The buttons beside it. */
  act?: ReactNode;
  children: ReactNode;
}

/**
 * Asks before something happens; shown as long as it is rendered. The browser's own `<dialog>`: it keeps the
 * focus inside, the rest of the page out of reach, and gives the focus back.
 */
export function Dialog({ title, cancel, onClose, act, children }: Props) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  // In the layout phase, so that it is closed, and the focus given back, before it leaves the page.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={id}
      // Escape ends it here and now. The browser's own close tells of itself a moment later, and whoever presses the
      // button again in that moment would be asked by a dialog that is just going.
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Where nobody has touched the page since it opened, a browser closes without asking.
      onClose={(event) => !event.currentTarget.open && onClose()}
    >
      <div className={styles.sheet}>
        <div className={styles.words}>
          <h2 className={styles.title} id={id}>
            {title}
          </h2>
          {children}
        </div>
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {cancel}
          </Button>
          {act}
        </div>
      </div>
    </dialog>
  );
}
