import { integrations } from '@loge/protocol';
import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormCard } from '../../shell/form-card.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import styles from './connect-form.module.css';
import { OutsideLink } from './outside-link.tsx';
import { integrationTexts } from './texts.ts';
import { type TokenType, tokenPageOf, tokenPages } from './token-page.ts';

interface Props {
  type: TokenType;
  /** Of the link that is connected again; else empty. */
  url: string;
  onConnected(one: integrations.Integration): void;
  onCancel(): void;
}

/** Connects by address and access token, and says where such a token is made and what it has to allow. */
export function ConnectForm({ type, url, onConnected, onCancel }: Props) {
  const { form: texts, providers } = useTexts(integrationTexts);
  const first = useRef<HTMLInputElement>(null);
  const token = useRef<HTMLInputElement>(null);
  useEffect(() => (url ? token : first).current?.focus(), [url]);
  const bodyOf = (values: { url: string; access_token: string }) => ({ scm_type: type, ...values });
  const form = useForm({
    initial: { url, access_token: '' },
    check: (values) => issuesOf(integrations.createIntegration.body.schema, bodyOf(values)),
    send: (values) => withProof(() => call(integrations.createIntegration, { body: bodyOf(values) })),
    onDone: ({ scm_integration }) => onConnected(scm_integration),
  });
  const page = tokenPageOf(type, form.values.url);
  return (
    <FormCard
      form={form}
      label={texts.title(providers[type])}
      submit={texts.submit}
      onCancel={onCancel}
      note={texts.note}
    >
      <TextInput
        {...form.bind('url')}
        ref={first}
        label={texts.url}
        description={texts.urlHint}
        placeholder="https://git.example.com"
        inputMode="url"
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
      />
      <PasswordField
        {...form.bind('access_token')}
        ref={token}
        label={texts.token}
        words={texts}
        autoComplete="off"
        description={
          <span className={styles.hint}>
            <span>
              {texts.scopes} <span translate="no">{tokenPages[type].scopes}</span>
            </span>
            <span>
              {page === null ? (
                texts.where
              ) : (
                <>
                  {texts.make} <OutsideLink to={page}>{page.replace(/^https?:\/\//, '')}</OutsideLink>
                </>
              )}
            </span>
          </span>
        }
      />
    </FormCard>
  );
}
