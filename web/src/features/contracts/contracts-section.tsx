import { contracts } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { call } from '../../api/call.ts';
import { presentContracts } from '../../api/contracts.ts';
import { selfKey } from '../../api/self.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { lazyDialog } from '../../shell/lazy-part.tsx';
import { ListSection } from '../../shell/list-section.tsx';
import { useListSteps } from '../../shell/use-list-steps.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { StatusMessage } from '../../ui/status-message.tsx';
import { ContractRow } from './contract-row.tsx';
import styles from './contracts-section.module.css';
import { contractTexts } from './texts.ts';

const AcceptDialog = lazyDialog(async () => (await import('./accept-dialog.tsx')).AcceptDialog);

/** Where the banner and mails lead to. */
const place = 'contracts';

/** What the member and the platform agreed on: what is in force, and what was. */
export function ContractsSection() {
  const texts = useTexts(contractTexts);
  const locale = useLocale();
  const client = useQueryClient();
  const { hash } = useLocation();
  const steps = useListSteps<contracts.Contract>();
  const card = useRef<HTMLDivElement>(null);
  const found = useQuery(presentContracts);
  const history = useQuery({
    queryKey: ['contracts', 'history'],
    queryFn: async () => (await call(contracts.listHistory)).contracts,
    select: (list) => list.filter(({ latest }) => !latest),
  });
  const refresh = () => {
    void client.invalidateQueries({ queryKey: presentContracts.queryKey });
    void client.invalidateQueries({ queryKey: selfKey });
  };
  const { step } = steps;
  // The button that opened the dialog is gone with what it was for.
  useEffect(() => {
    if (steps.said && document.activeElement === document.body) card.current?.focus();
  }, [steps.said]);
  const ready = found.isSuccess && !history.isPending;
  useEffect(() => {
    if (ready && hash === `#${place}`) document.getElementById(place)?.scrollIntoView();
  }, [ready, hash]);
  return (
    <div id={place} className={styles.place}>
      <ListSection
        title={texts.title}
        hint={texts.hint}
        found={found}
        coming={<SkeletonRows count={2} />}
        empty={texts.empty}
        place={card}
        head={<StatusMessage>{steps.said}</StatusMessage>}
        row={(contract) => (
          <ContractRow key={contract.id} contract={contract} onAccept={() => steps.open(contract)} />
        )}
      >
        {step && (
          <AcceptDialog
            contract={step}
            onClose={steps.close}
            onRefused={refresh}
            onAccepted={() => {
              refresh();
              steps.rest(texts.said(step.name[locale]));
            }}
          />
        )}
      </ListSection>
      {history.data && history.data.length > 0 && (
        <ListSection
          title={texts.archive}
          hint={texts.archiveHint}
          found={history}
          coming={null}
          empty={null}
          row={(contract) => <ContractRow key={contract.id} contract={contract} />}
        />
      )}
    </div>
  );
}
