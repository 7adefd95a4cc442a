import { Button } from '@mantine/core';
import { useTexts } from '../i18n/texts.ts';
import { Banner } from '../ui/banner.tsx';
import { asApiError } from './api-error.ts';
import { errorTexts } from './error-texts.ts';
import { useFailureText } from './use-failure-text.ts';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** A failure at the top of what it concerns; with a number to quote when the fault is ours. */
export function FailureBanner({ error, onRetry }: Props) {
  const texts = useTexts(errorTexts);
  const say = useFailureText();
  const { code, requestId } = asApiError(error);
  const act = onRetry && (
    <Button variant="default" onClick={onRetry}>
      {texts.tryAgain}
    </Button>
  );
  return (
    <Banner tone="bad" act={act}>
      <p>{say(error)}</p>
      {code === 'internal' && requestId && <p>{texts.reference(requestId)}</p>}
    </Banner>
  );
}
