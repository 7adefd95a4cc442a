import { Button } from '@mantine/core';
import { useTexts } from '../i18n/texts.ts';
import { Banner } from '../ui/banner.tsx';
import { asApiError } from './api-error.ts';
import { errorTexts } from './error-texts.ts';
import { useSessionState } from './session-state.ts';
import { useFailureText } from './use-failure-text.ts';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** Shows a failure at the top of the part that it concerns, with a number to quote when the fault is Loge's. */
export function FailureBanner({ error, onRetry }: Props) {
  const texts = useTexts(errorTexts);
  const say = useFailureText();
  const session = useSessionState();
  const { code, requestId } = asApiError(error);
  // The shell already shows a banner with the way on. Here a plain sentence says why the part is empty.
  if (onRetry && session !== 'own' && (code === 'not_authenticated' || code === 'other_account')) {
    return (
      <Banner tone="plain">
        <p>{say(error)}</p>
      </Banner>
    );
  }
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
