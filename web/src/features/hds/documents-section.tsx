import { Button } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { Link } from '../../shell/link.tsx';
import { Card } from '../../ui/card.tsx';
import { Row } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { hdsTexts } from './texts.ts';

/** Where the documents are that health data takes. */
export function DocumentsSection() {
  const { documents } = useTexts(hdsTexts);
  return (
    <Section title={documents.title} hint={documents.hint}>
      <Card>
        <Row
          title={documents.body}
          actions={
            <Button component={Link} to={paths.account} variant="default">
              {documents.see}
            </Button>
          }
        />
      </Card>
    </Section>
  );
}
