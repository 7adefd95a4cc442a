import { hash } from 'node:crypto';
import { type contracts, type FieldIssues, type Locale, locales } from '@loge/protocol';
import type { Actor } from '../../kernel/actor.ts';
import { AppError, invalidField } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import { readInstant } from '../../kernel/read-instant.ts';
import type { Context } from '../../platform/context.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { healthOwners } from '../applications/feature.ts';
import { announce } from './announce.ts';
import { checkPdfs } from './check-pdfs.ts';
import { toContract } from './contract-object.ts';
import { knownVersionsOf } from './known-contracts.ts';
import {
  allVersions,
  countHealthMembers,
  countMembers,
  type DocumentRow,
  insertDocuments,
  insertVersion,
  latestVersions,
  putDocument,
  supersede,
  type Version,
} from './queries.ts';
import { receiptSigner } from './receipt-keys.ts';
import { viewOf } from './show-contracts.ts';
import { nobody } from './standing.ts';

type Document = contracts.Publication['documents'][number];

/** A PDF of what is to be published, with the field that brought it. */
interface GivenPdf {
  readonly field: string;
  readonly locale: Locale;
  /** Of its document within the version. */
  readonly nth: number;
  readonly document: Document;
  readonly bytes: Buffer;
  readonly sha256: string;
}

export interface Published {
  readonly contract: contracts.Contract;
  readonly effect: contracts.Effect;
}

/**
 * Publishes a version of a contract and archives the one before it, in one write; a dry run does all but the write. Throws 422 by
 * field: each PDF that is not trusted says why.
 */
export async function publishContract(
  ctx: Context,
  actor: Actor,
  input: contracts.Publication,
  dryRun: boolean,
): Promise<Published> {
  const versions = await allVersions(ctx.reader);
  const before = versions.find(({ slug, superseded_at }) => slug === input.slug && superseded_at === null);
  const dependency = dependencyOf(input, versions);
  if (versions.some(({ slug, version }) => slug === input.slug && version === input.version))
    throw invalidField('version', 'taken');
  const enrollAt = enrollAtOf(ctx, input.enroll_at ?? null);
  const pdfs = pdfsIn(input);
  const warnings = await demandTrusted(pdfs);
  const row = {
    slug: input.slug,
    nth: (before?.nth ?? 0) + 1,
    version: input.version,
    name: JSON.stringify(input.name),
    short: JSON.stringify(input.short),
    blog_article: JSON.stringify(input.blog_article ?? {}),
    required_for: JSON.stringify([...new Set(input.required_for)].sort()),
    enroll_at: enrollAt,
    depends_on_id: dependency?.id ?? null,
    superseded_at: null,
    next_version_id: null,
  };
  const effect: contracts.Effect = {
    dry_run: dryRun,
    asked: await countAsked(ctx, input),
    by: enrollAt,
    supersedes: before ? { id: before.id, version: before.version } : null,
    warnings,
  };
  const made = (id: string, now: string): Version => ({
    ...row,
    id,
    published_at: now,
    documents: documentRows(id, pdfs),
    dependency: dependency ? { slug: dependency.slug, nth: dependency.nth } : null,
  });
  if (dryRun) {
    const now = instantOf(ctx.now());
    return { contract: toContract(made('dry-run', now), nobody, viewOf(ctx)), effect };
  }
  // It is there before anybody accepts.
  await receiptSigner(ctx);
  const published = await ctx.write(actor, async (tx) => {
    const version = made(timeOrderedId(Date.parse(tx.now)), tx.now);
    const { documents, dependency: _, ...values } = version;
    // Somebody else may have published meanwhile: what this one was checked against is not the latest any more.
    const stillLatest = await latestVersions(tx);
    const same = (one: Version | undefined, other: Version | undefined) => one?.id === other?.id;
    const now = (wanted: string | undefined) => stillLatest.find(({ slug }) => slug === wanted);
    if (!same(now(input.slug), before) || !same(now(dependency?.slug), dependency))
      throw invalidField('slug', 'published_meanwhile');
    if (before && !(await supersede(tx, before.id, version.id)))
      throw invalidField('slug', 'published_meanwhile');
    if (!(await insertVersion(tx, values))) throw invalidField('slug', 'published_meanwhile');
    for (const { sha256, bytes } of pdfs)
      await putDocument(tx, { sha256, content: bytes.toString('base64'), size: bytes.length });
    await insertDocuments(tx, documents);
    await tx.record({
      type: 'contract_published',
      accountId: platformJournal,
      data: {
        contract_id: version.id,
        slug: version.slug,
        version: version.version,
        documents: documents.map(({ sha256 }) => sha256),
      },
    });
    await announce(tx, version);
    return version;
  });
  knownVersionsOf(ctx).forget();
  return { contract: toContract(published, nobody, viewOf(ctx)), effect };
}

/** The present version of the contract that this one depends on. Throws 422 on `depends_on`. */
function dependencyOf(
  { slug: own, depends_on: wanted }: contracts.Publication,
  versions: readonly Version[],
): Version | undefined {
  if (!wanted) return undefined;
  const latest = (slug: string) =>
    versions.find((version) => version.slug === slug && version.superseded_at === null);
  const found = latest(wanted);
  if (!found) throw invalidField('depends_on', wanted === own ? 'dependency_circle' : 'unknown_contract');
  // Nobody new could accept any of them: each would wait for the present version of another.
  for (let at: Version | undefined = found; at; at = at.dependency ? latest(at.dependency.slug) : undefined)
    if (at.slug === own) throw invalidField('depends_on', 'dependency_circle');
  return found;
}

function enrollAtOf(ctx: Context, text: string | null): string | null {
  if (text === null || text === '') return null;
  const at = readInstant(text);
  if (at === null) throw invalidField('enroll_at', 'invalid');
  if (at <= ctx.now()) throw invalidField('enroll_at', 'in_the_past');
  return instantOf(at);
}

const pdfsIn = ({ documents }: contracts.Publication): GivenPdf[] =>
  documents.flatMap((document, index) =>
    locales.map((locale) => {
      const bytes = Buffer.from(document.pdf[locale].content, 'base64');
      return {
        field: `documents.${index}.pdf.${locale}`,
        locale,
        nth: index + 1,
        document,
        bytes,
        sha256: hash('sha256', bytes, 'hex'),
      };
    }),
  );

/** Throws 422 with a reason for each PDF that is refused. */
async function demandTrusted(pdfs: readonly GivenPdf[]): Promise<contracts.Effect['warnings']> {
  const findings = await checkPdfs(pdfs.map(({ bytes, locale }) => ({ bytes, locale })));
  const fields: FieldIssues = {};
  for (const [at, { field }] of pdfs.entries()) {
    const refused = findings[at]?.refused;
    if (refused) fields[field] = [{ code: refused }];
  }
  if (Object.keys(fields).length > 0) throw new AppError('invalid_fields', { fields });
  return pdfs.flatMap(({ field }, at) => (findings[at]?.warnings ?? []).map((code) => ({ field, code })));
}

const documentRows = (versionId: string, pdfs: readonly GivenPdf[]): DocumentRow[] =>
  pdfs.map(({ nth, locale, document, sha256 }) => ({
    version_id: versionId,
    nth,
    locale,
    name: document.name[locale],
    short: document.short[locale],
    web: document.web?.[locale] ?? null,
    sha256,
    file_name: document.pdf[locale].name,
  }));

/** Whoever has to accept it: all members, or those with health data. Nobody has accepted it yet. */
async function countAsked(ctx: Context, input: contracts.Publication): Promise<number> {
  if (input.required_for.includes('platform')) return countMembers(ctx.reader);
  if (!input.required_for.includes('hds')) return 0;
  return countHealthMembers(ctx.reader, input.slug, await healthOwners(ctx.reader));
}
