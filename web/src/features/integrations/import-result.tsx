import { integrations, type ReplyOf } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { Link } from '../../shell/link.tsx';
import { Banner } from '../../ui/banner.tsx';
import { integrationTexts } from './texts.ts';

type Imported = ReplyOf<typeof integrations.importKeys>;

/** Which keys came, and which were left out, by why. */
export function ImportResult({ imported: { keys, refused } }: { imported: Imported }) {
  const { imported: texts } = useTexts(integrationTexts);
  return (
    <Banner
      tone={keys.length > 0 ? 'good' : 'plain'}
      title={texts.title(keys.length)}
      act={
        <Button component={Link} to={paths.keys} variant="default">
          {texts.see}
        </Button>
      }
    >
      {keys.length > 0 && <p>{keys.map(({ name }) => name).join(', ')}</p>}
      {keys.length + refused.length === 0 && <p>{texts.nothing}</p>}
      {integrations.importRefusals.map((why) => {
        const titles = refused.flatMap(({ reason, title }) => (reason === why ? [title] : []));
        return (
          titles.length > 0 && (
            <p key={why}>
              {texts.refusals[why]} {titles.join(', ')}
            </p>
          )
        );
      })}
    </Banner>
  );
}
