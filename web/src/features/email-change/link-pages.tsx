import { emailChange } from '@loge/protocol';
import { useQueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { call } from '../../api/call.ts';
import { putSelf, useSelf, useSignedIn } from '../../api/self.ts';
import { useTexts } from '../../i18n/texts.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { LinkActPage } from '../../shell/link-act-page.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { SkeletonPage } from '../../ui/skeleton.tsx';
import { emailChangePageTexts } from './page-texts.ts';

/** Confirming the new address needs a session of the account. The member can sign in on this page. */
export function ConfirmEmailPage({ SignInForm }: { SignInForm: ComponentType }) {
  const { confirm } = useTexts(emailChangePageTexts);
  const { loading } = useTexts(shellTexts);
  const client = useQueryClient();
  const self = useSelf();
  const user = useSignedIn();
  if (self.isPending) return <SkeletonPage label={loading} />;
  if (!user) {
    return (
      <EntryPage title={confirm.title} intro={confirm.signInFirst}>
        <SignInForm />
      </EntryPage>
    );
  }
  return (
    <LinkActPage
      texts={confirm}
      user={user}
      run={(token) => call(emailChange.confirmEmailChange, { body: { token } })}
      onDone={(reply) => putSelf(client, reply.user)}
    />
  );
}

/** A link in the mail to the old address opens this page while the change waits. */
export function CancelEmailPage() {
  const { stop } = useTexts(emailChangePageTexts);
  return (
    <LinkActPage
      texts={stop}
      stranger
      run={(token) => call(emailChange.cancelEmailChange, { body: { token } })}
    />
  );
}

/** A link in the mail to the old address opens this page for a week. */
export function UndoEmailPage() {
  const { undo } = useTexts(emailChangePageTexts);
  return (
    <LinkActPage
      texts={undo}
      danger
      run={(token) => call(emailChange.undoEmailChange, { body: { token } })}
    />
  );
}
