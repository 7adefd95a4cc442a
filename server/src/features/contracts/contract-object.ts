import { type contracts, type Locale, locales } from '@loge/protocol';
import type { Instant } from '../../kernel/clock.ts';
import { documentUrl } from './document-url.ts';
import type { DocumentRow, Version } from './queries.ts';
import { sentencesFor } from './sentence.ts';
import { acceptanceIn, isOverdue, isPending, purposesOf, type Standing } from './standing.ts';

type Words = Record<Locale, string>;

interface View {
  readonly publicUrl: URL;
  readonly now: Instant;
}

/** A version as an account sees it (docs/contract.md#contracts). */
export function toContract(
  version: Version,
  standing: Standing,
  { publicUrl, now }: View,
): contracts.Contract {
  const acceptance = acceptanceIn(version, standing);
  return {
    id: version.id,
    version: version.version,
    latest: version.superseded_at === null,
    required_for: purposesOf(version),
    enroll_at: version.enroll_at,
    next_version_id: version.next_version_id,
    depends_on_id: version.depends_on_id,
    name: JSON.parse(version.name),
    short: JSON.parse(version.short),
    blog_article: JSON.parse(version.blog_article),
    published_at: version.published_at,
    accepted: acceptance
      ? { on: acceptance.accepted_at, locale: acceptance.locale === 'fr' ? 'fr' : 'en' }
      : null,
    documents: [...Map.groupBy(version.documents, ({ nth }) => nth).values()].map((rows) =>
      toDocument(rows, publicUrl),
    ),
    slug: version.slug,
    sentence: sentencesFor([version]),
    pending: isPending(version, standing),
    overdue: isOverdue(version, standing, now),
    superseded_at: version.superseded_at,
  };
}

function toDocument(rows: readonly DocumentRow[], publicUrl: URL): contracts.Contract['documents'][number] {
  const each = (value: (row: DocumentRow) => string | null): Partial<Words> =>
    Object.fromEntries(
      locales.flatMap((locale) => {
        const row = rows.find((one) => one.locale === locale);
        const found = row && value(row);
        return found ? [[locale, found]] : [];
      }),
    );
  return {
    name: each(({ name }) => name) as Words,
    short: each(({ short }) => short) as Words,
    web: each(({ web }) => web),
    pdf: each((row) => documentUrl(row, publicUrl)) as Words,
  };
}
