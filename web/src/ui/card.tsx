import type { ReactNode, Ref } from 'react';
import styles from './card.module.css';

interface CardProps {
  /** Marks that something good has just happened here. */
  tone?: 'good';
  /** The page can give it the focus; nobody reaches it with Tab. */
  ref?: Ref<HTMLDivElement> | undefined;
  children: ReactNode;
}

/** A card with a line around it and no shadow. It holds rows, or fields and a foot. */
export function Card({ tone, ref, children }: CardProps) {
  return (
    <div className={styles.card} data-tone={tone} ref={ref} tabIndex={ref ? -1 : undefined}>
      {children}
    </div>
  );
}

/** Space inside a card for fields or words. */
export function CardBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

/** Fields side by side, or one under the other when there is no room. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>;
}

interface FootProps {
  /** What happened, or will happen. */
  note?: ReactNode;
  children: ReactNode;
}

/** The foot of a card of fields: what happened on the left, the action on the right. */
export function FormFoot({ note, children }: FootProps) {
  return (
    <div className={styles.foot}>
      <p className={styles.note} role="status">
        {note}
      </p>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
