import type { ReactNode, Ref } from 'react';
import { FailureBanner } from '../api/failure-banner.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyNote } from '../ui/empty-note.tsx';
import { Rows } from '../ui/row.tsx';
import { Section } from '../ui/section.tsx';

export interface ListProps<T> {
  title: string;
  hint?: string;
  /** The query, with the items in the order in which they are shown. */
  found: {
    data: readonly T[] | undefined;
    isPending: boolean;
    isError: boolean;
    error: unknown;
    refetch(): unknown;
  };
  /** Rows on their way, as high as they will be. */
  coming: ReactNode;
  /** What the list is for, shown while there is nothing in it. */
  empty: ReactNode;
  /** One `<li>`, with its key. */
  row(item: T): ReactNode;
  /** What begins something here, at the right of the title. */
  act?: ReactNode;
  /** Stands over the card. */
  notice?: ReactNode;
  /** Stands in the card, over the rows. */
  head?: ReactNode;
  /** Stands in the card, under the rows: what is done to several at once, or shows the rest. */
  foot?: ReactNode;
  /** On the card: it can be given the focus when the row that had it is gone. */
  place?: Ref<HTMLDivElement>;
  /** Dialogs. */
  children?: ReactNode;
}

/** A list of what an account has, in each of its states: failed, on its way, empty, or with rows. */
export function ListSection<T>(props: ListProps<T>) {
  const { title, hint, found, coming, empty, row, act, notice, head, foot, place, children } = props;
  const { data: list } = found;
  if (found.isError && !list) {
    return (
      <Section title={title} hint={hint}>
        <FailureBanner error={found.error} onRetry={() => found.refetch()} />
      </Section>
    );
  }
  return (
    <Section title={title} hint={hint} act={act}>
      {notice}
      <Card ref={place}>
        {head}
        {found.isPending && coming}
        {list?.length === 0 && empty && <EmptyNote>{empty}</EmptyNote>}
        {list && list.length > 0 && <Rows>{list.map(row)}</Rows>}
        {foot}
      </Card>
      {children}
    </Section>
  );
}
