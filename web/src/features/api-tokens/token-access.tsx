import type { apiTokens } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { tokenTexts } from './texts.ts';

/** The most names in a badge. Further ones are only counted, so that the badge stays short. */
const named = 2;

/** What a token may do, in a badge: everything (which stands out), or what it is limited to. */
export function TokenAccess({ token }: { token: Pick<apiTokens.Token, 'scopes' | 'applications'> }) {
  const texts = useTexts(tokenTexts);
  const { scopes, applications } = token;
  if (scopes === null) return <StateBadge tone="bad">{texts.full}</StateBadge>;
  const may = scopes.length > named ? texts.permissions(scopes.length) : scopes.join(', ');
  return (
    <StateBadge tone="plain">
      {may}
      {applications && ` · ${texts.apps(applications.length)}`}
    </StateBadge>
  );
}

/** Scopes that the badge only counts. */
export const countedScopes = ({ scopes }: Pick<apiTokens.Token, 'scopes'>): readonly string[] =>
  scopes !== null && scopes.length > named ? scopes : [];
