import type { apiTokens, ReplyOf } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Banner } from '../../ui/banner.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { appNames } from './app-names.ts';
import type { Prefill } from './generate-form.tsx';
import { tokenTexts } from './texts.ts';
import { applicationsQuery, usesQuery } from './token-queries.ts';
import styles from './token-uses.module.css';

type Uses = ReplyOf<typeof apiTokens.tokenUses>;

/** The most places that are named. The rest is counted. */
const named = 6;

interface Props {
  token: apiTokens.Token;
  /** The member wants a token with only the permissions that this one has used. */
  onNarrow(prefill: Prefill): void;
}

/** Shows who used a token within 30 days, and for what, before the member ends it. */
export function TokenUses({ token, onNarrow }: Props) {
  const { uses: texts } = useTexts(tokenTexts);
  const found = useQuery(usesQuery(token.id));
  const apps = useQuery({ ...applicationsQuery, enabled: found.data !== undefined });
  if (found.isPending) return <SkeletonRows count={2} />;
  if (!found.data) return <FailureBanner error={found.error} onRetry={() => found.refetch()} />;
  const { uses, called, descendants, suggestion } = found.data;
  return (
    <>
      {uses.length === 0 ? <p>{texts.none}</p> : <Places uses={uses} />}
      {called.length > 0 && (
        <div>
          <h3 className={styles.title}>{texts.called}</h3>
          <ul className={styles.list}>
            {called.map(({ scope, application, last_at: last }) => (
              <li key={`${scope} ${application}`}>
                {application ? texts.onApp(scope, appNames([application], apps.data)) : scope},{' '}
                <When at={last} inside />
              </li>
            ))}
          </ul>
        </div>
      )}
      {descendants.length > 0 && (
        <div>
          <h3 className={styles.title}>{texts.made}</h3>
          <ul className={styles.list}>
            {descendants.map(({ id, name, last_used_at: last }) => (
              <li key={id}>
                <strong>{name}</strong>,{' '}
                {last ? (
                  <>
                    {texts.madeUsed} <When at={last} inside />
                  </>
                ) : (
                  texts.madeNever
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {suggestion && (
        <Banner
          tone="plain"
          act={
            <Button variant="default" onClick={() => onNarrow({ name: token.name, ...suggestion })}>
              {texts.narrow}
            </Button>
          }
        >
          <p>
            {texts.narrower(
              suggestion.applications
                ? texts.onApp(suggestion.scopes.join(', '), appNames(suggestion.applications, apps.data))
                : suggestion.scopes.join(', '),
            )}
          </p>
        </Banner>
      )}
    </>
  );
}

function Places({ uses }: Pick<Uses, 'uses'>) {
  const { uses: texts } = useTexts(tokenTexts);
  return (
    <div>
      <h3 className={styles.title}>{texts.title}</h3>
      <ul className={styles.list}>
        {uses.slice(0, named).map(({ client, remote_ip: address, last_at: last, count }) => (
          <li key={`${client} ${address}`}>
            <strong>{client ?? texts.unknown}</strong>
            {address && ` · ${address}`} · {texts.times(count)}, {texts.last} <When at={last} inside />
          </li>
        ))}
        {uses.length > named && <li>{texts.more(uses.length - named)}</li>}
      </ul>
    </div>
  );
}
