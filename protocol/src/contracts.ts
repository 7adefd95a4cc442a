import * as z from 'zod/mini';
import { id, instant, line, locale, locales, requiredLine } from './primitives.ts';
import { anyone, type Chapter, member, operatorOr, route } from './route.ts';

/** Contracts: the documents that members accept, version by version (docs/contract.md#contracts). */

export const chapter: Chapter = {
  order: 4.5,
  name: 'Contracts',
  about: 'What members accept, and the proof that they did.',
  routes: ['contracts'],
};

/** What a contract has to be accepted for. */
export const purposes = ['platform', 'hds'] as const;
export type Purpose = (typeof purposes)[number];

const inEach = <S extends z.ZodMiniType>(schema: S) => z.object({ en: schema, fr: schema });
const inAny = z.object({ en: z.optional(z.string()), fr: z.optional(z.string()) });
const words = inEach(z.string());

const document = z.object({ name: words, short: words, web: inAny, pdf: words });

/** One version of a contract, as an account sees it. */
export const contract = z.object({
  id,
  version: z.string(),
  latest: z.boolean(),
  required_for: z.array(z.enum(purposes)),
  /** Until when it has to be accepted; null when at any time. */
  enroll_at: z.nullable(instant),
  next_version_id: z.nullable(id),
  /** The contract that has to be accepted before: this version of it, or a later one. */
  depends_on_id: z.nullable(id),
  name: words,
  short: words,
  blog_article: inAny,
  published_at: instant,
  accepted: z.nullable(z.object({ on: instant, locale: z.enum(locales) })),
  documents: z.array(document),
  /** What all versions of the contract have in common. */
  slug: z.string(),
  /** The sentence that accepting it agrees to, word for word. */
  sentence: words,
  /** Whether this account has to accept it, and has not. */
  pending: z.boolean(),
  /** Whether it had to by now. */
  overdue: z.boolean(),
  superseded_at: z.nullable(instant),
});
export type Contract = z.output<typeof contract>;

const reply = z.object({ contract });
const list = z.object({ contracts: z.array(contract) });
const params = z.object({ id });

export const listContracts = route({
  id: 'contracts.list',
  method: 'GET',
  path: '/v1/contracts',
  summary:
    'What applies to the account now, accepted or not; with `required_for`, what is required for that.',
  auth: member('account:read'),
  query: z.object({ required_for: z.optional(z.enum(purposes, 'invalid')) }),
  status: 200,
  reply: list,
});

export const listHistory = route({
  id: 'contracts.history',
  method: 'GET',
  path: '/v1/contracts/history',
  summary:
    'Whatever the account ever accepted, and what was superseded since it had to accept it. Newest first.',
  auth: member('account:read'),
  status: 200,
  reply: list,
});

export const platformContracts = route({
  id: 'contracts.platform',
  method: 'GET',
  path: '/v1/contracts/platform',
  summary: 'What signing up accepts, and the sentence that it agrees to.',
  auth: anyone,
  status: 200,
  // Null while there is nothing to accept.
  reply: z.object({ contracts: z.array(contract), sentence: z.nullable(words) }),
});

export const showContract = route({
  id: 'contracts.show',
  method: 'GET',
  path: '/v1/contracts/:id',
  summary: 'One version.',
  auth: member('account:read'),
  params,
  status: 200,
  reply,
});

export const acceptContract = route({
  id: 'contracts.accept',
  method: 'POST',
  path: '/v1/contracts/:id/accept',
  summary: 'Accept it in a language: what it depends on first. Accepted once more, it stays as it was.',
  auth: member('account:write'),
  params,
  body: { root: null, schema: z.object({ locale }) },
  status: 200,
  reply,
  records: ['contract_accepted'],
});

/** RFC 7517, of Ed25519 (RFC 8037). */
const receiptKey = z.object({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  kid: z.string(),
  alg: z.string(),
  use: z.string(),
});

const receipt = z.object({
  /** Signed (RFC 7515): documents by hash, version, language, sentence, account, time, credential, place in the journal. */
  jws: z.string(),
  /** What it says of the person, which it holds as salted hashes (RFC 9901, 4.2). Gone once the account is erased. */
  disclosures: z.array(z.string()),
  key: receiptKey,
});
export type Receipt = z.output<typeof receipt>;

export const showReceipt = route({
  id: 'contracts.receipt',
  method: 'GET',
  path: '/v1/contracts/:id/receipt',
  summary: 'The proof that the account accepted it, for `loge receipt verify`.',
  auth: member('account:read'),
  params,
  status: 200,
  reply: z.object({ receipt }),
});

export const receiptKeys = route({
  id: 'contracts.receipt_keys',
  method: 'GET',
  path: '/.well-known/receipt-keys.json',
  summary: 'The public keys of all receipts there ever were (RFC 7517).',
  auth: anyone,
  status: 200,
  reply: z.object({ keys: z.array(receiptKey) }),
});

export const showDocument = route({
  id: 'contracts.document',
  method: 'GET',
  path: '/documents/:id/:name',
  summary: 'A document by the SHA-256 of its bytes. What is required for the platform is there for anybody.',
  auth: { by: ['session', 'bearer'], optional: true, scope: 'account:read' },
  params: z.object({ id, name: requiredLine(255) }),
  status: 200,
  reply: null,
  file: ['application/pdf'],
});

const webAddress = z
  .string()
  .check(z.trim(), z.maxLength(2000, 'too_long'), z.regex(/^https:\/\/\S+$/, 'invalid'));
const nameInEach = z.strictObject({ en: requiredLine(200), fr: requiredLine(200) });
const addressInAny = z.optional(z.strictObject({ en: z.optional(webAddress), fr: z.optional(webAddress) }));
const slug = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'invalid'));
const pdf = z.strictObject({
  /** Ends its address, and is what browsers save it as. */
  name: requiredLine(120).check(z.regex(/^[^/\\?#%]+\.pdf$/i, 'invalid')),
  /** Base64. */
  content: z.string().check(z.maxLength(56 * 1024 * 1024, 'pdf_too_large')),
});

/** A version to be published. */
export const publication = z.strictObject({
  slug,
  version: z.string().check(z.trim(), z.regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u, 'invalid')),
  required_for: z.array(z.enum(purposes, 'invalid')).check(z.maxLength(purposes.length, 'too_many')),
  enroll_at: z.optional(z.nullable(line(40))),
  /** The slug of another contract, whose present version has to be accepted before. */
  depends_on: z.optional(z.nullable(slug)),
  name: nameInEach,
  short: nameInEach,
  blog_article: addressInAny,
  documents: z
    .array(
      z.strictObject({
        name: nameInEach,
        short: nameInEach,
        web: addressInAny,
        pdf: z.strictObject({ en: pdf, fr: pdf }),
      }),
    )
    .check(z.minLength(1, 'missing'), z.maxLength(10, 'too_many')),
});
export type Publication = z.output<typeof publication>;

/** What is no reason to refuse a document, and might be better. */
const pdfWarnings = ['no_title', 'no_language', 'other_language', 'not_tagged', 'heavy'] as const;
export type PdfWarning = (typeof pdfWarnings)[number];

const effect = z.object({
  dry_run: z.boolean(),
  /** How many members have to accept it. */
  asked: z.number(),
  /** By when. */
  by: z.nullable(instant),
  /** The version that is archived by it. */
  supersedes: z.nullable(z.object({ id, version: z.string() })),
  warnings: z.array(z.object({ field: z.string(), code: z.enum(pdfWarnings) })),
});
export type Effect = z.output<typeof effect>;

export const publishContract = route({
  id: 'contracts.publish',
  method: 'POST',
  path: '/v1/admin/contracts',
  summary:
    'Publish a version with its documents, and archive the one before it; with `dry_run`, say what that would do.',
  auth: operatorOr('contracts:write'),
  body: {
    root: 'contract',
    schema: z.extend(publication, { dry_run: z.optional(z.boolean()) }),
  },
  // Two languages of the largest document (20 MiB), in base64.
  bodyLimit: 56 * 1024 * 1024,
  tooLarge: 'documents',
  status: 200,
  reply: z.object({ contract, effect }),
  records: ['contract_published', 'receipt_key_made'],
});
