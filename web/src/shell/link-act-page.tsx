import type { profile } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asApiError } from '../api/api-error.ts';
import { FailureBanner } from '../api/failure-banner.tsx';
import { linkProblem } from '../api/link-problem.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { Actions } from '../ui/actions.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { EntryPage } from './entry-page.tsx';
import { Link } from './link.tsx';
import { RefusedLink } from './refused-link.tsx';
import { shellTexts } from './texts.ts';
import { useLinkToken } from './use-link-token.ts';

interface LinkActTexts {
  title: string;
  /** Says what the button will do. */
  body: string;
  act: string;
  done: { title: string; body: string };
}

interface Props<T> {
  texts: LinkActTexts;
  /** The member whose session the link is tried with, where it takes one. */
  user?: profile.User;
  /** True when the button ends or undoes something. */
  danger?: boolean;
  run(token: string): Promise<T>;
  onDone?(reply: T): void;
  /**
   * True when a stranger may have done what the link stops or brings back, and may still be in. The page
   * then offers to end that.
   */
  stranger?: boolean;
  /** Where to go on from, once it is done. */
  after?: ReactNode;
}

/**
 * A page that a mailed link opens. Opening it changes nothing, because mail readers open links by themselves. The button makes
 * the change once, and the page says what came of it.
 */
export function LinkActPage<T>({ texts, user, danger, run, onDone, stranger, after }: Props<T>) {
  const { link } = useTexts(shellTexts);
  const token = useLinkToken();
  const work = useMutation({ mutationFn: () => run(token ?? ''), onSuccess: (reply) => onDone?.(reply) });
  if (token === null) return <EntryPage title={link.incomplete.title} intro={link.incomplete.body} />;
  if (work.isSuccess) {
    return (
      <EntryPage title={texts.done.title} intro={<span role="status">{texts.done.body}</span>}>
        {after ?? <GoOn stranger={stranger} />}
      </EntryPage>
    );
  }
  const problem = work.isError ? linkProblem(asApiError(work.error).issues) : null;
  if (problem) return <RefusedLink problem={problem} user={user} />;
  return (
    <EntryPage title={texts.title} intro={texts.body}>
      {work.isError && <FailureBanner error={work.error} />}
      <p>
        <SubmitButton
          variant={danger ? 'danger' : 'filled'}
          busy={work.isPending}
          onClick={() => work.mutate()}
        >
          {texts.act}
        </SubmitButton>
      </p>
    </EntryPage>
  );
}

function GoOn({ stranger = false }: { stranger?: boolean | undefined }) {
  const { link } = useTexts(shellTexts);
  return (
    <Actions>
      {stranger && (
        <Button component={Link} to={paths.takeBack}>
          {link.takeBack}
        </Button>
      )}
      <Button component={Link} to={paths.home} variant="default">
        {link.home}
      </Button>
    </Actions>
  );
}
