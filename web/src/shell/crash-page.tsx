import { Button } from '@mantine/core';
import { ApiError } from '../api/api-error.ts';
import { useTexts } from '../i18n/texts.ts';
import { EntryPage } from './entry-page.tsx';
import { shellTexts } from './texts.ts';

/** Instead of a raw error: what happened as far as people care, a number to quote, and the way on. */
export function CrashPage({ error }: { error: unknown }) {
  const { crash } = useTexts(shellTexts);
  const requestId = error instanceof ApiError ? error.requestId : null;
  // A chunk that did not arrive is a failed import, which browsers report as a TypeError.
  const missing = error instanceof TypeError && /import|module|fetch/i.test(error.message);
  return (
    <EntryPage title={crash.title} intro={missing ? crash.offline : crash.body}>
      {requestId && <p>{crash.reference(requestId)}</p>}
      <p>
        <Button onClick={() => location.reload()}>{crash.act}</Button>
      </p>
    </EntryPage>
  );
}
