import { dataExport } from '@loge/protocol';
import type { ComponentType } from 'react';
import { call } from '../../api/call.ts';
import { useSelf, useSignedIn } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { LinkActPage } from '../../shell/link-act-page.tsx';
import { saveFile } from '../../shell/save-file.ts';
import { shellTexts } from '../../shell/texts.ts';
import { SkeletonPage } from '../../ui/skeleton.tsx';
import { dataExportTexts } from './texts.ts';

async function fetchExport(token: string): Promise<void> {
  const { export: copy } = await call(dataExport.downloadExport, { body: { token } });
  const bytes = Uint8Array.from(atob(copy.zip_base64), (letter) => letter.charCodeAt(0));
  saveFile(copy.name, 'application/zip', bytes);
}

/** The mailed link is not enough to get the copy. It also takes a session of the account. */
export function FetchExportPage({ SignInForm }: { SignInForm: ComponentType }) {
  const { fetch: texts } = useTexts(dataExportTexts);
  const { loading } = useTexts(shellTexts);
  const self = useSelf();
  const user = useSignedIn();
  if (self.isPending) return <SkeletonPage label={loading} />;
  if (!user) {
    return (
      <EntryPage title={texts.title} intro={texts.signInFirst}>
        <SignInForm />
      </EntryPage>
    );
  }
  return <LinkActPage texts={texts} user={user} run={fetchExport} />;
}
