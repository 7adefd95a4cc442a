import { Button } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { Link } from '../../shell/link.tsx';
import { Row } from '../../ui/row.tsx';
import { securityLogTexts } from './texts.ts';

/** Links to the log. */
export function SecurityLogRow() {
  const texts = useTexts(securityLogTexts);
  return (
    <Row
      title={<strong>{texts.title}</strong>}
      facts={texts.rowFacts}
      actions={
        <Button component={Link} to={paths.securityLog} variant="default">
          {texts.open}
        </Button>
      }
    />
  );
}
