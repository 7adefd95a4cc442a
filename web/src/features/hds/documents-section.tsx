import { contracts } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { Link } from '../../shell/link.tsx';
import { ListSection } from '../../shell/list-section.tsx';
import { Row } from '../../ui/row.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import styles from './hds.module.css';
import { hdsTexts } from './texts.ts';

/** The documents that health data takes, each with whether it is accepted. They are accepted where all of them stand. */
export function DocumentsSection() {
  const { documents } = useTexts(hdsTexts);
  const found = useQuery({
    queryKey: ['contracts', 'hds'],
    queryFn: async () => (await call(contracts.listContracts, { query: { required_for: 'hds' } })).contracts,
  });
  return (
    <ListSection
      title={documents.title}
      hint={documents.hint}
      found={found}
      coming={<SkeletonRows count={1} />}
      empty={documents.none}
      row={(contract) => <DocumentRow key={contract.id} contract={contract} />}
    />
  );
}

function DocumentRow({ contract }: { contract: contracts.Contract }) {
  const { documents: texts } = useTexts(hdsTexts);
  const locale = useLocale();
  const { accepted, enroll_at: due } = contract;
  return (
    <li>
      <Row
        title={
          <span className={styles.title}>
            <strong>{contract.name[locale]}</strong>
            <StateBadge tone={accepted ? 'good' : 'warn'}>
              {accepted ? texts.accepted : texts.pending}
            </StateBadge>
          </span>
        }
        facts={
          <div className={styles.facts}>
            <div>
              {texts.version(contract.version)}
              {accepted ? (
                <>
                  {' · '}
                  {texts.acceptedOn} <OnDay at={accepted.on} />
                </>
              ) : (
                due && (
                  <>
                    {' · '}
                    {texts.by} <OnDay at={due} />
                  </>
                )
              )}
            </div>
            {contract.documents.map((document) => (
              <div key={document.pdf[locale]}>
                <a href={document.pdf[locale]}>{texts.read(document.name[locale])}</a>
              </div>
            ))}
          </div>
        }
        actions={
          !accepted && (
            <Button
              component={Link}
              to={`${paths.account}#contracts`}
              aria-label={texts.acceptLong(contract.name[locale])}
            >
              {texts.accept}
            </Button>
          )
        }
      />
    </li>
  );
}
