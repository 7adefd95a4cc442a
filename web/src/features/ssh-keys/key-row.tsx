import type { sshKeys } from '@loge/protocol';
import { Button } from '@mantine/core';
import { daysUntil } from '../../i18n/day.ts';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { kindOf } from './key-kind.ts';
import { KeyPrints } from './key-prints.tsx';
import { keyTexts } from './texts.ts';

/** How many days before its end a key is shown as about to expire. */
const soonDays = 7;

interface Props {
  sshKey: sshKeys.SshKey;
  justAdded: boolean;
  /** The form is being loaded. */
  editing: boolean;
  onEdit(): void;
  onEnable(): void;
  onRemove(): void;
}

export function KeyRow({ sshKey, justAdded, editing, onEdit, onEnable, onRemove }: Props) {
  const texts = useTexts(keyTexts);
  const { name, disabled_at: disabled } = sshKey;
  return (
    <li>
      <Row
        title={
          <>
            <strong>{name}</strong> <KeyState sshKey={sshKey} justAdded={justAdded} />
          </>
        }
        facts={
          <>
            <KeyFacts sshKey={sshKey} />
            <KeyPrints sshKey={sshKey} />
          </>
        }
        actions={
          <>
            {disabled ? (
              <Button variant="default" aria-label={texts.enableLong(name)} onClick={onEnable}>
                {texts.enable}
              </Button>
            ) : (
              <SubmitButton variant="default" label={texts.editLong(name)} busy={editing} onClick={onEdit}>
                {texts.edit}
              </SubmitButton>
            )}
            <Button variant="danger" aria-label={texts.removeLong(name)} onClick={onRemove}>
              {texts.remove}
            </Button>
          </>
        }
      />
    </li>
  );
}

/** Says whether the key opens anything, and for how long. */
function KeyState({ sshKey, justAdded }: Pick<Props, 'sshKey' | 'justAdded'>) {
  const texts = useTexts(keyTexts);
  if (sshKey.disabled_at) return <StateBadge tone="bad">{texts.disabled}</StateBadge>;
  const days = sshKey.expires_at === null ? null : daysUntil(sshKey.expires_at);
  if (days === 0) return <StateBadge tone="bad">{texts.expired}</StateBadge>;
  if (justAdded) return <StateBadge tone="good">{texts.justAdded}</StateBadge>;
  if (days !== null && days <= soonDays) return <StateBadge tone="warn">{texts.left(days)}</StateBadge>;
  return null;
}

function KeyFacts({ sshKey }: Pick<Props, 'sshKey'>) {
  const texts = useTexts(keyTexts);
  const { created_at: added, last_used_at: used, expires_at: ends, disabled_because: why } = sshKey;
  const kind = kindOf(sshKey.type);
  const expired = ends !== null && daysUntil(ends) === 0;
  return (
    <>
      <div>
        {texts.kind(kind.name, sshKey.bits)}
        {kind.onDevice && ` ${texts.onDevice}`} · {texts.added} <When at={added} inside /> ·{' '}
        {used ? (
          <>
            {texts.used} <When at={used} inside />
          </>
        ) : (
          texts.never
        )}
        {ends && (
          <>
            {' · '}
            {expired ? texts.ended : texts.until} {expired ? <When at={ends} inside /> : <OnDay at={ends} />}
          </>
        )}
      </div>
      {sshKey.disabled_at && <div>{texts.disabledFacts[why ?? 'member']}</div>}
      {!sshKey.disabled_at && expired && <div>{texts.expiredFacts}</div>}
    </>
  );
}
