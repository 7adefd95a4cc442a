import { Button } from '@mantine/core';
import type { LinkProblem } from '../../api/link-problem.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { passwordTexts } from './texts.ts';

/** Says why the reset link was refused, and how to get another one. */
export function BadLink({ problem }: { problem: LinkProblem }) {
  const { bad } = useTexts(passwordTexts);
  return (
    <EntryPage title={bad[problem].title} intro={<span role="alert">{bad[problem].body}</span>}>
      <p>
        <Button component={Link} to={paths.forgottenPassword}>
          {bad.act}
        </Button>
      </p>
    </EntryPage>
  );
}
