import { useTexts } from '../../i18n/texts.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { Banner } from '../../ui/banner.tsx';
import styles from './nothing-offered.module.css';
import { integrationTexts } from './texts.ts';

/** Where no provider is set up: what is missing, and to an operator which settings offer one. */
export function NothingOffered() {
  const { none, providers } = useTexts(integrationTexts);
  const { flags } = useMember();
  return (
    <Banner tone="plain" title={none.title}>
      {flags.operator ? (
        <>
          <p>{none.operator}</p>
          <ul className={styles.settings}>
            <li>
              {none.oauth(providers.github)} <code>LOGE_GITHUB_CLIENT_ID</code>,{' '}
              <code>LOGE_GITHUB_CLIENT_SECRET</code>
            </li>
            <li>
              {none.oauth(providers.gitlab)} <code>LOGE_GITLAB_CLIENT_ID</code>,{' '}
              <code>LOGE_GITLAB_CLIENT_SECRET</code>
            </li>
            <li>
              {none.byToken} <code>LOGE_SCM_BY_TOKEN</code>
            </li>
          </ul>
        </>
      ) : (
        <p>{none.member}</p>
      )}
    </Banner>
  );
}
