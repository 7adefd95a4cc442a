import type { apiTokens } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { liveTokens } from '../../api/live-tokens.ts';
import { useTexts } from '../../i18n/texts.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { GrowingList } from '../../shell/growing-list.tsx';
import { lazyDialog, lazyPart } from '../../shell/lazy-part.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { useListSteps } from '../../shell/use-list-steps.ts';
import { useOpening } from '../../shell/use-opening.ts';
import { RowSkeleton } from '../../ui/row-skeleton.tsx';
import type { Prefill } from './generate-form.tsx';
import type { NewSecret } from './new-secrets.tsx';
import { tokenTexts } from './texts.ts';
import { anyTokens, applicationsQuery, endedTokens, scopesQuery } from './token-queries.ts';
import { TokenRow } from './token-row.tsx';

const GenerateForm = lazyPart(async () => (await import('./generate-form.tsx')).GenerateForm, {
  words: [fieldTexts],
});
const RenewDialog = lazyDialog(async () => (await import('./renew-dialog.tsx')).RenewDialog, [fieldTexts]);
const RevokeDialog = lazyDialog(async () => (await import('./revoke-dialog.tsx')).RevokeDialog);

type Step = { at: 'generating'; prefill?: Prefill } | { at: 'renewing' | 'revoking'; token: apiTokens.Token };

interface Props {
  onSecret(fresh: NewSecret): void;
  /** The token has ended. A secret of it that may still be on the page has ended too. */
  onEnded(id: string): void;
}

/** Lists the tokens that work, and lets the member generate, renew and revoke them. */
export function ActiveSection({ onSecret, onEnded }: Props) {
  const texts = useTexts(tokenTexts);
  const { confirmed } = useMember();
  const client = useQueryClient();
  const found = useQuery(liveTokens);
  // Whether the member has had tokens before. An empty list then says something else.
  const ended = (useQuery(endedTokens).data?.length ?? 0) > 0;
  const limited = found.data?.some(({ applications }) => applications !== null);
  const apps = useQuery({ ...applicationsQuery, enabled: limited === true });
  const steps = useListSteps<Step>();
  const { step } = steps;
  const opening = useOpening<'generating'>();
  const show = (token: NewSecret['token'], renewed: boolean) => {
    client.invalidateQueries({ queryKey: anyTokens });
    steps.close();
    onSecret({ token, renewed });
  };
  /** The form is loaded together with what it offers to choose from. */
  const form = {
    ask: () =>
      Promise.all([
        GenerateForm.ask(),
        client.ensureQueryData(scopesQuery),
        client.ensureQueryData(applicationsQuery),
      ]),
  };
  const narrow = (prefill: Prefill) => steps.open({ at: 'generating', prefill });
  return (
    <GrowingList
      title={texts.active}
      found={found}
      coming={<RowSkeleton count={2} facts={1} height={71} narrow={146} />}
      empty={ended ? texts.noneLeft : texts.none}
      steps={steps}
      adding={{
        act: texts.generate,
        title: texts.generate,
        form: step?.at === 'generating' && (
          <GenerateForm
            prefill={step.prefill}
            onMade={(token) => show(token, false)}
            onCancel={() => steps.rest()}
          />
        ),
        busy: opening.coming === 'generating',
        onOpen: () => opening.open('generating', form, () => steps.open({ at: 'generating' })),
        refusal: !confirmed && texts.unconfirmed,
      }}
      row={(token) => (
        <TokenRow
          key={token.id}
          token={token}
          apps={apps.data}
          onRenew={() => steps.open({ at: 'renewing', token })}
          onRevoke={() => steps.open({ at: 'revoking', token })}
        />
      )}
    >
      {step?.at === 'renewing' && (
        <RenewDialog
          token={step.token}
          onClose={steps.close}
          onRenewed={(token) => show(token, true)}
          onNarrow={narrow}
        />
      )}
      {step?.at === 'revoking' && (
        <RevokeDialog
          token={step.token}
          onClose={steps.close}
          onRevoked={(said, ids) => {
            client.setQueryData(liveTokens.queryKey, (known) => known?.filter(({ id }) => !ids.includes(id)));
            client.invalidateQueries({ queryKey: anyTokens });
            for (const id of ids) onEnded(id);
            steps.rest(said);
          }}
          onNarrow={narrow}
        />
      )}
    </GrowingList>
  );
}
