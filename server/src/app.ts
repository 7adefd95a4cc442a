import { routes as protocolRoutes } from '@loge/protocol';
import type { FastifyInstance } from 'fastify';
import type { Access, Database } from './db/open.ts';
import { accountsPersonal } from './features/accounts/feature.ts';
import { apiTokensFeature } from './features/api-tokens/feature.ts';
import { applicationsFeature } from './features/applications/feature.ts';
import { dataExportFeature } from './features/authentication/data-export/feature.ts';
import { deletionFeature } from './features/authentication/deletion/feature.ts';
import { emailChangeFeature } from './features/authentication/email-change/feature.ts';
import { enrolmentFeature } from './features/authentication/enrolment/feature.ts';
import { identitiesFeature } from './features/authentication/identities/feature.ts';
import { passkeysFeature } from './features/authentication/passkeys/feature.ts';
import { passwordFeature } from './features/authentication/password/feature.ts';
import { providerSignInFeature } from './features/authentication/provider-sign-in/feature.ts';
import { revocationFeature } from './features/authentication/revocation/feature.ts';
import { demandProof, makeLockCaller, sessionsFeature } from './features/authentication/sessions/feature.ts';
import { signUpFeature } from './features/authentication/sign-up/feature.ts';
import { twoFactorFeature } from './features/authentication/two-factor/feature.ts';
import { contractsFeature, demandContracts } from './features/contracts/feature.ts';
import { hdsFeature } from './features/hds/feature.ts';
import { healthFeature } from './features/health/feature.ts';
import { integrationsFeature } from './features/integrations/feature.ts';
import { outboxFeature } from './features/outbox/feature.ts';
import { profileFeature } from './features/profile/feature.ts';
import { regionsFeature } from './features/regions/feature.ts';
import { securityLogFeature } from './features/security-log/feature.ts';
import { servicesFeature } from './features/services/feature.ts';
import { sshKeysFeature } from './features/ssh-keys/feature.ts';
import { type Clock, every, systemClock } from './kernel/clock.ts';
import type { Config } from './platform/config/config.ts';
import type { Context } from './platform/context.ts';
import type { Keyring } from './platform/crypto/keyring.ts';
import { PasswordHasher } from './platform/crypto/password-hasher.ts';
import type { Feature } from './platform/feature.ts';
import type { BoundRoute } from './platform/http/bind.ts';
import { addPages } from './platform/http/pages.ts';
import { makeHttpServer } from './platform/http/server.ts';
import { Housekeeping, sweepDoneJobs } from './platform/jobs/housekeeping.ts';
import { jobsPersonal } from './platform/jobs/personal.ts';
import { JobRunners } from './platform/jobs/runners.ts';
import { jobsSealed } from './platform/jobs/sealed.ts';
import { Checkpoints } from './platform/journal/make-checkpoints.ts';
import { journalPersonal } from './platform/journal/personal.ts';
import { sweepUnknownAccounts } from './platform/journal/sweep-unknown-accounts.ts';
import { makeLinkListeners } from './platform/links/end-links.ts';
import type { LinkPurpose } from './platform/links/link-purpose.ts';
import { sweepLinks } from './platform/links/one-time-link.ts';
import { linksPersonal } from './platform/links/personal.ts';
import { type Logger, makeLogger } from './platform/log/logger.ts';
import { mailJob } from './platform/mail/mail-job.ts';
import type { MailKind } from './platform/mail/mail-text.ts';
import { Mailer } from './platform/mail/mailer.ts';
import { outboxTransport, smtpTransport } from './platform/mail/transport.ts';
import { Outbound } from './platform/outbound/outbound.ts';
import type { PersonalData } from './platform/personal-data.ts';
import { Readiness } from './platform/readiness.ts';
import { secretKeyInUse } from './platform/secret-key/key-facts.ts';
import type { SealedColumn } from './platform/secret-key/sealed-column.ts';
import { openStorage } from './platform/storage/open.ts';
import { Throttle } from './platform/throttle.ts';
import { sweepThrottles } from './platform/throttling/stored-counts.ts';
import { Touches } from './platform/touch.ts';
import { makeWrite } from './platform/write.ts';

/**
 * The composition root: the only list of features. Everything the platform asks of features (who a
 * credential is, what a job does, what happens when something is recorded) is plugged in here.
 */
export interface App {
  readonly ctx: Context;
  readonly database: Database;
  readonly jobs: JobRunners;
  readonly housekeeping: Housekeeping;
  readonly checkpoints: Checkpoints;
  /** Builds the HTTP side; not listening yet. */
  http(): Promise<FastifyInstance>;
  /** Writes the use marks and counters that wait. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** What the platform's own tables hold about a person. */
const platformPersonal: readonly PersonalData[] = [journalPersonal, linksPersonal, jobsPersonal];

/** Everything that is held about a person; the account's row, which the rest points to, last. */
export const personal = (): readonly PersonalData[] => [
  ...features.flatMap((feature) => feature.personal ?? []),
  ...platformPersonal,
  accountsPersonal,
];

/** All features. Those of machines come first: theirs are credentials by their form, and a password may be anything. */
const features: readonly Feature[] = [
  servicesFeature,
  signUpFeature,
  sessionsFeature,
  passwordFeature,
  emailChangeFeature,
  twoFactorFeature,
  passkeysFeature,
  identitiesFeature,
  providerSignInFeature,
  enrolmentFeature,
  revocationFeature,
  deletionFeature,
  dataExportFeature,
  applicationsFeature,
  hdsFeature,
  profileFeature,
  contractsFeature,
  sshKeysFeature,
  apiTokensFeature,
  integrationsFeature,
  securityLogFeature,
  regionsFeature,
  healthFeature,
  outboxFeature,
];

interface AppOptions {
  readonly clock?: Clock;
  readonly log?: Logger;
  /** What may be done with the database; without it, everything. */
  readonly access?: Access;
  /** Stands between the program and its database, for tests. */
  readonly through?: (database: Database) => Database;
  /** Folder of the built pages; without it only the API is served. */
  readonly webDirectory?: string;
}

export async function openApp(config: Config, options: AppOptions = {}): Promise<App> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? makeLogger(config.LOGE_LOG_LEVEL);
  const { database: opened, keyring } = await openStorage(config, options.access ?? 'make');
  const database = options.through?.(opened) ?? opened;
  try {
    return assemble(config, options, { clock, log, database, keyring });
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Parts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: Database;
  readonly keyring: Keyring;
}

/** One kind of thing of every feature that has it. */
const all = <K extends keyof Feature>(kind: K): NonNullable<Feature[K]>[] =>
  features.map((feature) => feature[kind]).filter((part) => part !== undefined);

/** Every kind of mail there is. */
export const mailKinds = (): readonly MailKind[] => all('mails').flat();

/** Every column that is sealed with the secret key. */
export const sealedColumns = (): readonly SealedColumn[] => [jobsSealed, ...all('sealed').flat()];

/** Whatever a mailed link can be for. */
export const linkPurposes = (): readonly LinkPurpose[] => all('links').flat();

function assemble(config: Config, options: AppOptions, { clock, log, database, keyring }: Parts): App {
  const touches = new Touches(database, clock, log);
  const touch: Context['touch'] = (mark) => touches.add(mark);
  const transport = config.LOGE_SMTP_URL
    ? smtpTransport(config.LOGE_SMTP_URL, config.publicUrl.hostname)
    : outboxTransport(config.dataDirectory);
  const ctx: Context = {
    config,
    reader: database.reader,
    write: makeWrite({
      database,
      lockCaller: makeLockCaller(all('credentials').flat()),
      keyring,
      clock,
      listeners: [...all('listeners'), makeLinkListeners(linkPurposes())],
      onEnqueued: () => jobs.wakeSoon(),
    }),
    touch,
    forget: () => database.forget(),
    now: () => clock.now(),
    after: (...given) => clock.after(...given),
    keyring,
    hasher: new PasswordHasher({
      memoryKib: config.LOGE_ARGON2_MEMORY_KIB,
      iterations: config.LOGE_ARGON2_ITERATIONS,
      parallelism: config.LOGE_ARGON2_PARALLELISM,
    }),
    throttle: new Throttle({
      reader: database.reader,
      clock,
      keyring,
      touch,
      enabled: config.LOGE_THROTTLING === 'on',
    }),
    readiness: new Readiness(clock, async () => {
      await database.answers();
      await heldKey(database, keyring, log);
    }),
    mailer: new Mailer(config, database.reader, keyring, transport, all('mails').flat()),
    outbound: new Outbound(config, clock),
    log,
    personal: personal(),
    userParts: async (account) =>
      Object.assign({}, ...(await Promise.all(all('userPart').map((part) => part(ctx, account))))),
    kept: new Map(),
  };
  const kinds = [mailJob, ...all('jobs').flat()];
  const jobs = new JobRunners(database, ctx, kinds);
  const checkpoints = new Checkpoints({
    database,
    keyring,
    clock,
    log,
    anchorFile: config.LOGE_JOURNAL_ANCHORS,
  });
  const housekeeping = new Housekeeping(ctx, [
    sweepDoneJobs,
    sweepLinks,
    sweepUnknownAccounts,
    sweepThrottles,
    ...all('sweeps').flat(),
  ]);
  let server: FastifyInstance | null = null;
  return {
    ctx,
    database,
    jobs,
    housekeeping,
    checkpoints,
    flush: () => touches.flush(),
    async http() {
      server = await buildHttp(ctx, options.webDirectory);
      return server;
    },
    async close() {
      await closeServer(server);
      housekeeping.stop();
      await checkpoints.stop();
      await jobs.stop();
      await touches.flush().catch(() => {});
      transport.close();
      await database.close();
    },
  };
}

/** A node whose key was replaced says so once, and is not ready any more. */
async function heldKey({ reader }: Database, keyring: Keyring, log: Logger): Promise<void> {
  const before = keyring.isReplaced;
  await secretKeyInUse(reader, keyring).finally(() => {
    if (keyring.isReplaced && !before)
      log.fatal(
        'the secret key of this database was replaced (loge secret-key rotate): nothing is written here until this node is started with the new one',
      );
  });
}

const betweenLooksMs = 100;

/** Requests that came are answered; a connection is closed as soon as nothing goes on on it. */
async function closeServer(server: FastifyInstance | null): Promise<void> {
  if (!server) return;
  const stop = every(systemClock, betweenLooksMs, () => server.server.closeIdleConnections());
  await server.close().finally(stop);
}

async function buildHttp(ctx: Context, webDirectory: string | undefined): Promise<FastifyInstance> {
  const routes = all('routes').flat();
  demandAllBound(routes);
  const served = routes.filter(({ route }) => ctx.config.demo || !route.demoOnly);
  const credentials = all('credentials').flat();
  const server = await makeHttpServer(ctx, { routes: served, credentials, demandProof, demandContracts });
  await addPages(server, ctx, webDirectory);
  return server;
}

/** The protocol promises a route; forgetting to bind it is found at start, not by a client. */
function demandAllBound(bound: readonly BoundRoute[]): void {
  const ids = new Set(bound.map(({ route }) => route.id));
  const forgotten = protocolRoutes.filter(({ id }) => !ids.has(id));
  if (forgotten.length > 0)
    throw new Error(`routes without a handler: ${forgotten.map(({ id }) => id).join(', ')}`);
}
