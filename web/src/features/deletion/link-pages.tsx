import { deletion } from '@loge/protocol';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.ts';
import { LinkActPage } from '../../shell/link-act-page.tsx';
import { deletionPageTexts } from './page-texts.ts';

/** A link in the mail opens this page. It stops a deletion that the member did not want. */
export function StopDeletionPage() {
  const { stop } = useTexts(deletionPageTexts);
  return (
    <LinkActPage texts={stop} stranger run={(token) => call(deletion.stopDeletion, { body: { token } })} />
  );
}

/** A link in the mail opens this page. It undoes a deletion until the data is erased. */
export function UndoDeletionPage() {
  const { undo } = useTexts(deletionPageTexts);
  return (
    <LinkActPage texts={undo} stranger run={(token) => call(deletion.undoDeletion, { body: { token } })} />
  );
}
