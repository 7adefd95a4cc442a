import { contracts } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useFormat, useLocale } from '../../i18n/i18n-provider.tsx';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { saveFile } from '../../shell/save-file.ts';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Documents } from './documents.tsx';
import { contractTexts } from './texts.ts';

interface Props {
  contract: contracts.Contract;
  /** Absent where it cannot be accepted any more. */
  onAccept?: (() => void) | undefined;
}

/** One version: what it is for, how the member stands to it, its documents, and what can be done. */
export function ContractRow({ contract, onAccept }: Props) {
  const texts = useTexts(contractTexts);
  const locale = useLocale();
  const { id, slug, version, accepted, required_for: purposes } = contract;
  const name = contract.name[locale];
  const receipt = useMutation({
    mutationFn: () => call(contracts.showReceipt, { params: { id } }),
    onSuccess: (reply) =>
      saveFile(`receipt-${slug}-${version}.json`, 'application/json', JSON.stringify(reply)),
  });
  return (
    <li>
      <Row
        title={
          <>
            <strong>{name}</strong> <State contract={contract} />
          </>
        }
        facts={
          <>
            <div>
              {texts.version(version)}, {texts.published} <OnDay at={contract.published_at} /> ·{' '}
              {purposes.length === 0
                ? texts.optional
                : purposes.map((purpose) => texts.purposes[purpose]).join(', ')}
            </div>
            {accepted && (
              <div>
                {texts.acceptedFacts} <OnDay at={accepted.on} />, {texts.inLanguage[accepted.locale]}
              </div>
            )}
            <Documents of={contract} />
            {receipt.error && <FailureBanner error={receipt.error} />}
          </>
        }
        actions={
          <>
            {accepted && (
              <SubmitButton
                variant="default"
                label={texts.receiptLong(name)}
                busy={receipt.isPending}
                onClick={() => receipt.mutate()}
              >
                {texts.receipt}
              </SubmitButton>
            )}
            {!accepted && onAccept && (
              <Button
                variant={contract.pending ? 'filled' : 'default'}
                aria-label={texts.acceptLong(name)}
                onClick={onAccept}
              >
                {texts.accept}
              </Button>
            )}
          </>
        }
      />
    </li>
  );
}

function State({ contract }: { contract: contracts.Contract }) {
  const texts = useTexts(contractTexts);
  const format = useFormat();
  const { accepted, pending, overdue, enroll_at: by } = contract;
  if (accepted) return <StateBadge tone="good">{texts.accepted}</StateBadge>;
  if (!pending) return null;
  if (overdue && by !== null)
    return (
      <StateBadge tone="bad">
        {texts.overdue} {format.date(by)}
      </StateBadge>
    );
  return (
    <StateBadge tone="warn">
      {by === null ? texts.pending : `${texts.pendingBy} ${format.date(by)}`}
    </StateBadge>
  );
}
