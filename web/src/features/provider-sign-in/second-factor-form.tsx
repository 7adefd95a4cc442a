import { type integrations, type ProofMethod, type passkeys, providerSignIn } from '@loge/protocol';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { providerNames } from '../../api/provider-names.ts';
import { keptTrip } from '../../api/provider-trip.ts';
import { useForm } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { SecondStep } from '../../shell/sign-in-parts.tsx';
import { Card, CardBody } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import type { Completed } from './completed.ts';
import { refusalOf } from './refusal.ts';
import { providerSignInTexts } from './texts.ts';

interface Props {
  provider: integrations.OAuthType;
  methods: readonly ProofMethod[];
  /** Sends the provider's answer once more, with the factor. */
  send(factor: { otp: string } | { passkey: passkeys.Assertion }): Promise<Completed>;
  onDone(completed: Completed): void;
  /** Something else is refused than the factor. */
  onRefused(error: unknown): void;
}

const initial = { otp: '' };

/** The provider has said who it is, and the account asks for a second factor as well. */
export function SecondFactorForm({ provider, methods, send, onDone, onRefused }: Props) {
  const { second: texts } = useTexts(providerSignInTexts);
  const orRefused = async (sending: Promise<Completed>) => {
    try {
      return await sending;
    } catch (error) {
      if (refusalOf(error) !== 'other') onRefused(error);
      throw error;
    }
  };
  const form = useForm({
    initial,
    check: (values) => issuesOf(providerSignIn.complete.body.schema, { provider, state: 'x', ...values }),
    send: ({ otp }) => orRefused(send({ otp })),
    onDone,
  });
  return (
    <EntryPage title={texts.title}>
      <Card>
        <CardBody>
          <form {...form.props}>
            <FormStack>
              {form.failure && <FailureBanner error={form.failure} />}
              <SecondStep
                who={texts.by(providerNames[provider])}
                field={form.bind('otp')}
                busy={form.submitting}
                methods={methods}
                byPasskey={async (passkey) => onDone(await orRefused(send({ passkey })))}
                submit={keptTrip().purpose === 'prove' ? texts.prove : texts.submit}
              />
            </FormStack>
          </form>
        </CardBody>
      </Card>
    </EntryPage>
  );
}
