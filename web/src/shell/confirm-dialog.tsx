import { type ReactNode, useId } from 'react';
import { FailureBanner } from '../api/failure-banner.tsx';
import type { AnyForm } from '../api/use-form.ts';
import { useTexts } from '../i18n/texts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FormStack } from '../ui/form-stack.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { shellTexts } from './texts.ts';

/** Words about something; where they say its name, they are given it. */
type Words<Name, T extends ReactNode> = T | ((name: Name) => T);

/** What is lost or stops: the button is red. Or what comes about, where nothing is lost. */
type Outcome<Name> =
  | { stops: Words<Name, ReactNode>; brings?: never }
  | { brings: Words<Name, ReactNode>; stops?: never };

/** What the button does, whether it is at it, and why that failed: a mutation, or a form of which `children` are the fields. */
type Doing =
  | { work: { isPending: boolean; error: unknown; mutate(): void }; form?: never }
  | { form: AnyForm; work?: never };

type Props<Name extends string | null> = Outcome<Name> &
  Doing & {
    /** Of what it is about; null where an account has only one such thing, which the title says. */
    name: Name;
    /** The question. */
    title: Words<Name, string>;
    /** The button's own word for what it does. */
    act: string;
    onClose(): void;
    /** Something has to be ticked first. */
    disabled?: boolean;
    /** Why it cannot be done: stands in place of everything, and there is only the way out. */
    refusal?: ReactNode;
    children?: ReactNode;
  };

/** Asks before something is done that is lost or starts by it, and says in itself why it failed. */
export function ConfirmDialog<const Name extends string | null>(props: Props<Name>) {
  const { name, title, act, onClose, disabled, refusal, work, form, children } = props;
  const { cancel } = useTexts(shellTexts);
  const id = useId();
  const stops = props.stops !== undefined;
  const failure = work ? work.error : form.failure;
  const outcome = say(props.stops ?? props.brings, name);
  const banner = failure ? <FailureBanner error={failure} /> : null;
  return (
    <Dialog
      title={say(title, name)}
      cancel={cancel}
      onClose={onClose}
      act={
        !refusal && (
          <SubmitButton
            variant={stops ? 'danger' : 'filled'}
            busy={work ? work.isPending : form.submitting}
            disabled={disabled}
            {...(work ? { onClick: () => work.mutate() } : { form: id })}
          >
            {act}
          </SubmitButton>
        )
      }
    >
      {refusal || (
        <>
          {work && banner}
          {typeof outcome === 'string' ? <p>{outcome}</p> : outcome}
          {form ? (
            <form {...form.props} id={id}>
              <FormStack>
                {banner}
                {children}
              </FormStack>
            </form>
          ) : (
            children
          )}
        </>
      )}
    </Dialog>
  );
}

function say<Name>(words: Words<Name, ReactNode>, name: Name): ReactNode {
  return typeof words === 'function' ? words(name) : words;
}
