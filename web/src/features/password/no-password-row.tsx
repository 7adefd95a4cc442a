import { password, type profile } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Row } from '../../ui/row.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { passwordTexts } from './texts.ts';

/** The account has no password that could be asked for. Whoever reads its mail can set one. */
export function NoPasswordRow({ user }: { user: profile.User }) {
  const { credentials, none: texts } = useTexts(passwordTexts);
  const say = useFailureText();
  const mailing = useMutation({
    mutationFn: () => call(password.requestPasswordReset, { body: { email: user.email } }),
  });
  return (
    <Row
      title={credentials.password}
      facts={
        <span role="status">
          {mailing.isError
            ? say(mailing.error)
            : mailing.isSuccess
              ? texts.mailed(user.email, password.resetMinutes)
              : texts.facts}
        </span>
      }
      actions={
        <SubmitButton variant="default" busy={mailing.isPending} onClick={() => mailing.mutate()}>
          {mailing.isSuccess ? texts.again : texts.act}
        </SubmitButton>
      }
    />
  );
}
