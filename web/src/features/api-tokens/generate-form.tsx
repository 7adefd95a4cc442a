import { apiTokens, type ReplyOf } from '@loge/protocol';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTimeZone } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { expiryIssues } from '../../shell/fields/expiry.ts';
import { ExpiryField } from '../../shell/fields/expiry-field.tsx';
import { FormCard } from '../../shell/form-card.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { Card, CardBody, FormFoot } from '../../ui/card.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { AppChoice } from './app-choice.tsx';
import type { NewSecret } from './new-secrets.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { tokenTexts } from './texts.ts';
import { expiryBody, suggestedLife, tokenDays } from './token-expiry.ts';
import { applicationsQuery, scopesQuery } from './token-queries.ts';

/** What the form is filled with at first, for a token that replaces another one with fewer permissions. */
export interface Prefill {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Null means all scopes. */
  readonly applications: readonly string[] | null;
}

interface Props {
  prefill: Prefill | undefined;
  onMade(token: NewSecret['token']): void;
  onCancel(): void;
}

/** A new token: its name, how long it lives, what it may do and on what. */
export function GenerateForm(props: Props) {
  const { cancel } = useTexts(shellTexts);
  const scopes = useQuery(scopesQuery);
  const apps = useQuery(applicationsQuery);
  if (scopes.data && apps.data) return <Fields {...props} offer={scopes.data} apps={apps.data} />;
  const failed = scopes.error ?? apps.error;
  const retry = () => {
    if (scopes.isError) scopes.refetch();
    if (apps.isError) apps.refetch();
  };
  return (
    <Card>
      {failed ? (
        <CardBody>
          <FailureBanner error={failed} onRetry={retry} />
        </CardBody>
      ) : (
        <SkeletonRows count={6} />
      )}
      <FormFoot>
        <Button variant="default" onClick={props.onCancel}>
          {cancel}
        </Button>
      </FormFoot>
    </Card>
  );
}

/** A form holds texts only, so a list is kept as lines. No name and no id contains a line break. */
const lines = (list: readonly string[]): string => list.join('\n');
const listOf = (text: string): string[] => text.split('\n').filter(Boolean);

interface FieldsProps extends Props {
  offer: ReplyOf<typeof apiTokens.listScopes>;
  apps: readonly { id: string; name: string }[];
}

function Fields({ prefill, offer, apps, onMade, onCancel }: FieldsProps) {
  const { form: texts, generate } = useTexts(tokenTexts);
  const { max_days: max } = offer;
  const bounds = { zone: useTimeZone(), max };
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.select(), []);
  const known = (names: readonly string[], list: readonly string[]) =>
    lines(names.filter((name) => list.includes(name)));
  const initial = {
    name: prefill?.name ?? '',
    expires_in_days: suggestedLife(max),
    expires_at: '',
    access: 'chosen',
    scopes: known(
      prefill?.scopes ?? [],
      offer.scopes.map(({ name }) => name),
    ),
    reach: prefill?.applications ? 'chosen' : 'all',
    applications: known(
      prefill?.applications ?? [],
      apps.map(({ id }) => id),
    ),
  };
  const bodyOf = ({ name, access, scopes, reach, applications, ...expiry }: typeof initial) => ({
    name,
    ...(access === 'full' ? {} : { scopes: listOf(scopes) }),
    ...(access === 'full' || reach === 'all' ? {} : { applications: listOf(applications) }),
    ...expiryBody(expiry, bounds),
  });
  const form = useForm({
    initial,
    check: (values) => ({
      ...issuesOf(apiTokens.createToken.body.schema, bodyOf(values)),
      ...expiryIssues(values, bounds),
    }),
    send: async (values) =>
      (await withProof(() => call(apiTokens.createToken, { body: bodyOf(values) }))).token,
    onDone: onMade,
  });
  const { access, reach } = form.values;
  const errorOf = (list: 'scopes' | 'applications', none: string) =>
    form.issues[list]?.[0]?.code === 'missing' ? none : form.error(list);
  return (
    <Card>
      <FormCard form={form} label={generate} submit={texts.submit} onCancel={onCancel}>
        <TextInput
          {...form.bind('name')}
          ref={first}
          label={texts.name}
          description={texts.nameHint}
          maxLength={200}
          autoComplete="off"
        />
        <ExpiryField
          choice={form.bind('expires_in_days')}
          day={form.bind('expires_at')}
          days={tokenDays()}
          max={max}
          hint={max === null ? undefined : texts.longest(max)}
        />
        <Segmented
          label={texts.access}
          choices={[
            { value: 'chosen', label: texts.chosen },
            { value: 'full', label: texts.full },
          ]}
          value={access === 'full' ? 'full' : 'chosen'}
          onChange={(value) => form.set('access', value)}
          hint={access === 'full' && texts.fullHint}
        />
        {access === 'chosen' && (
          <ScopeChoice
            offered={offer.scopes}
            chosen={listOf(form.values.scopes)}
            error={errorOf('scopes', texts.chooseScope)}
            onChange={(chosen) => form.set('scopes', lines(chosen))}
          />
        )}
        {access === 'chosen' && apps.length > 0 && (
          <Segmented
            label={texts.reach}
            choices={[
              { value: 'all', label: texts.allApps },
              { value: 'chosen', label: texts.chosenApps },
            ]}
            value={reach === 'chosen' ? 'chosen' : 'all'}
            onChange={(value) => form.set('reach', value)}
          />
        )}
        {access === 'chosen' && reach === 'chosen' && (
          <AppChoice
            offered={apps}
            chosen={listOf(form.values.applications)}
            error={errorOf('applications', texts.chooseApp)}
            onChange={(chosen) => form.set('applications', lines(chosen))}
          />
        )}
      </FormCard>
    </Card>
  );
}
