import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { asApiError } from '../api/api-error.ts';
import { errorTexts } from '../api/error-texts.ts';
import { useFailureText } from '../api/use-failure-text.ts';
import { useTexts } from '../i18n/texts.ts';
import { Actions } from '../ui/actions.tsx';
import { Banner } from '../ui/banner.tsx';
import { CardBody } from '../ui/card.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { shellTexts } from './texts.ts';

interface Props {
  error: unknown;
  onRetry(): void;
  onCancel?: (() => void) | undefined;
}

/** A part that did not come, in its place. */
export function PartFailure({ error, onRetry, onCancel }: Props) {
  const { cancel } = useTexts(shellTexts);
  const place = useRef<HTMLDivElement>(null);
  // What was pressed is gone, as a rule: whoever is on the keyboard goes on from here.
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus();
  }, []);
  return (
    <CardBody>
      <div ref={place} tabIndex={-1}>
        <PartBanner error={error} onRetry={onRetry}>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {cancel}
            </Button>
          )}
        </PartBanner>
      </div>
    </CardBody>
  );
}

interface BannerProps {
  title?: string;
  error: unknown;
  onRetry(): void;
  /** The other way out. */
  children: ReactNode;
}

/** What did not come, why, and the ways on. */
export function PartBanner({ title, error, onRetry, children }: BannerProps) {
  return (
    <Banner
      tone="bad"
      {...(title ? { title } : {})}
      act={
        <Actions>
          <PartRetry error={error} onRetry={onRetry} />
          {children}
        </Actions>
      }
    >
      <PartWords error={error} />
    </Banner>
  );
}

/** The same, where a dialog was to open. */
export function PartDialogFailure({ error, onRetry, onClose }: Props & { onClose(): void }) {
  const { part, cancel } = useTexts(shellTexts);
  return (
    <Dialog
      title={part.failed}
      cancel={cancel}
      onClose={onClose}
      act={<PartRetry error={error} onRetry={onRetry} />}
    >
      <PartWords error={error} />
    </Dialog>
  );
}

function PartWords({ error }: { error: unknown }) {
  return <p>{useFailureText()(error)}</p>;
}

/** What the server has no more will not come by asking again. */
function PartRetry({ error, onRetry }: Pick<Props, 'error' | 'onRetry'>) {
  const { tryAgain } = useTexts(errorTexts);
  const { part } = useTexts(shellTexts);
  const outdated = asApiError(error).code === 'outdated';
  return (
    <Button variant="default" onClick={outdated ? () => location.reload() : onRetry}>
      {outdated ? part.reload : tryAgain}
    </Button>
  );
}

/** Longer than a part takes that is nearly here: what would only flash is not shown, milliseconds. */
const soon = 150;

/** A dialog whose content is on its way. */
export function ComingDialog({ onClose }: { onClose(): void }) {
  const { cancel, loading } = useTexts(shellTexts);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), soon);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <Dialog title={loading} cancel={cancel} onClose={onClose}>
      <SkeletonRows count={2} />
    </Dialog>
  );
}
