import { apiTokens } from '@loge/protocol';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTimeZone } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { expiryIssues } from '../../shell/fields/expiry.ts';
import { ExpiryField } from '../../shell/fields/expiry-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Prefill } from './generate-form.tsx';
import type { NewSecret } from './new-secrets.tsx';
import { tokenTexts } from './texts.ts';
import { expiryBody, lifeOf, tokenDays } from './token-expiry.ts';
import { scopesQuery } from './token-queries.ts';
import { TokenUses } from './token-uses.tsx';

interface Props {
  token: apiTokens.Token;
  onClose(): void;
  onRenewed(token: NewSecret['token']): void;
  onNarrow(prefill: Prefill): void;
}

/** How long the old secret still works, in seconds. */
const overlaps = { none: 0, hour: 3600, day: apiTokens.maxOverlapSeconds } as const;
type Overlap = keyof typeof overlaps;
const isOverlap = (text: string): text is Overlap => Object.hasOwn(overlaps, text);

/** Says who uses the token, and asks until when the old secret and the new one are good. */
export function RenewDialog({ token, onClose, onRenewed, onNarrow }: Props) {
  const { renewing: texts, form: words } = useTexts(tokenTexts);
  const scopes = useQuery(scopesQuery);
  const max = scopes.data?.max_days ?? null;
  const bounds = { zone: useTimeZone(), max };
  const life = lifeOf(token, max);
  const form = useForm({
    initial: { overlap_seconds: 'none', expires_in_days: life, expires_at: '' },
    check: (values) => expiryIssues(values, bounds),
    send: async ({ overlap_seconds: overlap, ...expiry }) => {
      const seconds = isOverlap(overlap) ? overlaps[overlap] : 0;
      const body = { overlap_seconds: seconds, ...expiryBody(expiry, bounds) };
      return withProof(() => call(apiTokens.renewToken, { params: { id: token.id }, body }));
    },
    onDone: (reply) => onRenewed(reply.token),
  });
  const choices = (['none', 'hour', 'day'] as const).map((value) => ({
    value,
    label: texts.overlaps[value],
  }));
  return (
    <ConfirmDialog
      name={token.name}
      title={texts.title}
      brings={
        <>
          <p>{texts.body}</p>
          <TokenUses token={token} onNarrow={onNarrow} />
        </>
      }
      act={texts.act}
      form={form}
      onClose={onClose}
    >
      <Segmented
        label={texts.overlap}
        choices={choices}
        value={isOverlap(form.values.overlap_seconds) ? form.values.overlap_seconds : null}
        onChange={(value) => form.set('overlap_seconds', value)}
      />
      <ExpiryField
        choice={form.bind('expires_in_days')}
        day={form.bind('expires_at')}
        days={tokenDays(life)}
        max={max}
        hint={max === null ? undefined : words.longest(max)}
      />
    </ConfirmDialog>
  );
}
