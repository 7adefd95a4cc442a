import { Button } from '@mantine/core';
import { ApiError } from '../api/api-error.ts';
import { useFailureText } from '../api/use-failure-text.ts';
import { useTexts } from '../i18n/texts.ts';
import { EntryPage } from './entry-page.tsx';
import { shellTexts } from './texts.ts';

/** Shown instead of a raw error: what happened in plain words, a number to quote, and the way on. */
export function CrashPage({ error }: { error: unknown }) {
  const { crash } = useTexts(shellTexts);
  const say = useFailureText();
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <EntryPage title={crash.title} intro={error instanceof ApiError ? say(error) : crash.body}>
      {requestId && <p>{crash.reference(requestId)}</p>}
      <p>
        <Button onClick={() => location.reload()}>{crash.act}</Button>
      </p>
    </EntryPage>
  );
}
