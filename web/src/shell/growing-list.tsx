import type { ReactNode } from 'react';
import { Banner } from '../ui/banner.tsx';
import { Section } from '../ui/section.tsx';
import { StatusMessage } from '../ui/status-message.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { type ListProps, ListSection } from './list-section.tsx';
import type { useListSteps } from './use-list-steps.ts';

interface Props<T> extends Omit<ListProps<T>, 'act' | 'notice' | 'head'> {
  steps: Pick<ReturnType<typeof useListSteps>, 'said' | 'button'>;
  adding: {
    /** The button's word. */
    act: string;
    /** Over the form. */
    title: string;
    /** While it is open. */
    form: ReactNode;
    /** It is on its way. */
    busy: boolean;
    onOpen(): void;
    /** Why this account can add nothing: stands in place of the button. */
    refusal: string | false;
  };
}

/** A list to which things are added: a button at its title opens a form above it, and it says what came of that. */
export function GrowingList<T>({ steps, adding, ...list }: Props<T>) {
  return (
    <>
      {adding.form && <Section title={adding.title}>{adding.form}</Section>}
      <ListSection
        {...list}
        act={
          !adding.form &&
          !adding.refusal && (
            <SubmitButton ref={steps.button} busy={adding.busy} onClick={adding.onOpen}>
              {adding.act}
            </SubmitButton>
          )
        }
        notice={
          adding.refusal && (
            <Banner tone="warn">
              <p>{adding.refusal}</p>
            </Banner>
          )
        }
        head={<StatusMessage>{steps.said}</StatusMessage>}
      />
    </>
  );
}
