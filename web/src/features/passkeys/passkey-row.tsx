import type { passkeys } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { passkeyTexts } from './texts.ts';

interface Props {
  passkey: passkeys.Passkey;
  /** The form is being loaded. */
  renaming: boolean;
  onRename(): void;
  onRemove(): void;
}

/** The id of the button that begins renaming. The focus returns to it. */
export const renameId = ({ id }: passkeys.Passkey): string => `rename-${id}`;

export function PasskeyRow({ passkey, renaming, onRename, onRemove }: Props) {
  const texts = useTexts(passkeyTexts);
  const { name, suspended_at: suspended, created_at: added, last_used_at: used, backup } = passkey;
  return (
    <li>
      <Row
        title={
          <>
            <strong>{name}</strong>
            {suspended && (
              <>
                {' '}
                <StateBadge tone="warn">{texts.suspended}</StateBadge>
              </>
            )}
          </>
        }
        facts={
          suspended ? (
            texts.suspendedFacts
          ) : (
            <>
              {texts.backup[backup]} · {texts.added} <When at={added} inside /> ·{' '}
              {used ? (
                <>
                  {texts.used} <When at={used} inside />
                </>
              ) : (
                texts.never
              )}
            </>
          )
        }
        actions={
          <>
            <SubmitButton
              id={renameId(passkey)}
              variant="default"
              label={texts.renameLong(name)}
              busy={renaming}
              onClick={onRename}
            >
              {texts.rename}
            </SubmitButton>
            <Button variant="danger" aria-label={texts.removeLong(name)} onClick={onRemove}>
              {texts.remove}
            </Button>
          </>
        }
      />
    </li>
  );
}
