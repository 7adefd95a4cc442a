import { Button } from '@mantine/core';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { EntryPage } from './entry-page.tsx';
import { Link } from './link.tsx';
import { shellTexts } from './texts.ts';

export function NotFoundPage() {
  const { notFound } = useTexts(shellTexts);
  return (
    <EntryPage title={notFound.title} intro={notFound.body}>
      <p>
        <Button component={Link} to={paths.home}>
          {notFound.act}
        </Button>
      </p>
    </EntryPage>
  );
}
