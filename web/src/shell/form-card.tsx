import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureBanner } from '../api/failure-banner.tsx';
import type { AnyForm } from '../api/use-form.ts';
import { useTexts } from '../i18n/texts.ts';
import { CardBody, FormFoot } from '../ui/card.tsx';
import { FormStack } from '../ui/form-stack.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { shellTexts } from './texts.ts';

interface Props {
  /** Says whether it is being sent, and why the last try failed. */
  form: AnyForm;
  /** What it is for, to whoever hears it. */
  label: string;
  /** The word on the button that sends it. */
  submit: string;
  onCancel(): void;
  /** What sending it will do besides. */
  note?: ReactNode;
  /** The fields. */
  children: ReactNode;
}

/** The content of a card that is a form: what failed, the fields, and at its foot the way out and the act. */
export function FormCard({ form, label, submit, onCancel, note, children }: Props) {
  const { cancel } = useTexts(shellTexts);
  return (
    <form {...form.props} aria-label={label}>
      <CardBody>
        <FormStack>
          {form.failure && <FailureBanner error={form.failure} />}
          {children}
        </FormStack>
      </CardBody>
      <FormFoot note={note}>
        <Button variant="default" onClick={onCancel}>
          {cancel}
        </Button>
        <SubmitButton busy={form.submitting}>{submit}</SubmitButton>
      </FormFoot>
    </form>
  );
}
