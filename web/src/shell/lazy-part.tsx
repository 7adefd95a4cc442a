import { type ComponentType, createElement, type ReactNode, Suspense, use, useState } from 'react';
import { sitePiece } from '../api/site-piece.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Fetched } from '../ui/fetched.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { PartBoundary } from './part-boundary.tsx';
import { ComingDialog, PartDialogFailure, PartFailure } from './part-failure.tsx';
import { shownLocale } from './shown-locale.ts';

/** A part's way out. It is offered as well when the part does not come. */
interface WayOut {
  onCancel?: () => void;
  onClose?: () => void;
}

/** A part for `useOpening`, which waits for its `ask`. */
type Part<P> = ComponentType<P> & { ask(): Promise<unknown> };

interface Look {
  /** Shown while the part loads; as high as the part. */
  fallback?: ReactNode;
  /** Texts that the part needs and the page around it does not have. */
  words?: readonly Texts<unknown>[];
}

/**
 * A part of a page that is shown only after somebody asked for it, and is fetched ahead of that, such as a form that opens in
 * place (`useOpening`). If it does not come, its place says so and offers to try again. The rest of the page stays as it is.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { fallback = null, words = [] }: Look = {},
): Part<P> {
  const piece = pieceOf(load, words);
  const Part = (props: P & WayOut) => {
    const [attempt, retry] = useAttempts(piece);
    return (
      <PartBoundary
        key={attempt}
        failure={(error) => (
          <PartFailure error={error} onRetry={retry} onCancel={props.onCancel ?? props.onClose} />
        )}
      >
        <Suspense fallback={fallback}>
          <Loaded piece={piece} props={props} />
        </Suspense>
      </PartBoundary>
    );
  };
  return Object.assign(Part, { ask: piece.ask });
}

/** The same for a dialog. It opens at once, and says in itself that its content is loading or did not come. */
export function lazyDialog<P extends { onClose(): void }>(
  load: () => Promise<ComponentType<P>>,
  words: readonly Texts<unknown>[] = [],
): ComponentType<P> {
  const piece = pieceOf(load, words);
  return (props: P) => {
    const [attempt, retry] = useAttempts(piece);
    return (
      <PartBoundary
        key={attempt}
        failure={(error) => <PartDialogFailure error={error} onRetry={retry} onClose={props.onClose} />}
      >
        <Suspense fallback={<ComingDialog onClose={props.onClose} />}>
          <Loaded piece={piece} props={props} />
        </Suspense>
      </PartBoundary>
    );
  };
}

function pieceOf<P>(load: () => Promise<ComponentType<P>>, words: readonly Texts<unknown>[]) {
  const piece = sitePiece(async () => {
    const [part] = await Promise.all([load(), ...words.map((text) => text.load(shownLocale()))]);
    return part;
  });
  fetchAhead(piece.ask);
  return piece;
}

/** Asks for the piece when the part is opened, and again on every retry. */
function useAttempts(piece: Fetched<unknown>): [number, () => void] {
  const [attempt, setAttempt] = useState(() => {
    piece.ask().catch(() => {});
    return 0;
  });
  const retry = () => {
    piece.ask().catch(() => {});
    setAttempt((count) => count + 1);
  };
  return [attempt, retry];
}

function Loaded<P extends object>({ piece, props }: { piece: Fetched<ComponentType<P>>; props: P }) {
  return createElement(use(piece.kept()), props);
}
