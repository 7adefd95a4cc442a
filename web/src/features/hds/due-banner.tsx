import type { HealthDue } from '../../api/hds.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { hdsTexts } from './texts.ts';

const named = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join(', ');

/** Over all else: which applications have no contact, and which contacts have to be reviewed. */
export function DueBanner({ due: { uncovered, toReview } }: { due: HealthDue }) {
  const { due } = useTexts(hdsTexts);
  const count = uncovered.length + toReview.length;
  if (count === 0) return null;
  return (
    <Banner tone="warn" title={due.title(count)}>
      {uncovered.length > 0 && <p>{due.uncovered(named(uncovered))}</p>}
      {toReview.length > 0 && <p>{due.toReview(named(toReview))}</p>}
    </Banner>
  );
}
