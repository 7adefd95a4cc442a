import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './menu.module.css';

interface Props {
  /** The button's name. */
  label: string;
  /** The button's content. */
  face: ReactNode;
  children: (close: () => void) => ReactNode;
}

/**
 * A button and the menu under it, by the WAI-ARIA menu button pattern. Arrows, Home and End move. Escape closes the menu and
 * gives the focus back. Tab closes it and moves on.
 */
export function Menu({ label, face, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  const close = () => {
    button.current?.focus();
    setOpen(false);
  };

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' || event.key === 'Escape') {
      if (event.key === 'Escape') event.preventDefault();
      close();
      return;
    }
    const all = items();
    const here = all.findIndex((item) => item.matches(':focus'));
    const next = target(event.key, here, all.length);
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };

  return (
    <div className={styles.root} ref={root}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div
          className={styles.menu}
          id={id}
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={onKeyDown}
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}

function target(key: string, here: number, count: number): number | null {
  if (key === 'ArrowDown' || key === 'ArrowRight') return (here + 1) % count;
  if (key === 'ArrowUp' || key === 'ArrowLeft') return (here - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/** The props that make a link or a button an item of a menu. */
export const menuItem = { role: 'menuitem', tabIndex: -1, className: styles.item } as const;

interface ChoiceProps<V extends string> {
  label: string;
  choices: readonly { value: V; label: string; title?: string; lang?: string }[];
  value: NoInfer<V>;
  onChange(value: NoInfer<V>): void;
}

/** A choice of one among a few, in a line of the menu. */
export function MenuChoice<V extends string>({ label, choices, value, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <div className={styles.choice} role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <span className={styles.segments}>
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="button"
            role="menuitemradio"
            aria-checked={choice.value === value}
            aria-label={choice.title}
            lang={choice.lang}
            tabIndex={-1}
            className={styles.segment}
            onClick={() => onChange(choice.value)}
          >
            {choice.label}
          </button>
        ))}
      </span>
    </div>
  );
}
