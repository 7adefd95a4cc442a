import { signUp } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { OutboxHint } from '../../shell/outbox-hint.tsx';
import { signUpTexts } from './texts.ts';

/** Shows the same message whether the address was free or taken. Only its owner learns which. */
export function CheckMail({ email }: { email: string }) {
  const { sent } = useTexts(signUpTexts);
  return (
    <EntryPage title={sent.title} intro={<span role="status">{sent.intro(email)}</span>}>
      <p>{sent.body(signUp.confirmationHours)}</p>
      <p>{sent.nothing}</p>
      <OutboxHint />
      <p>
        <Button component={Link} to={paths.signIn} variant="default">
          {sent.signIn}
        </Button>
      </p>
    </EntryPage>
  );
}
