import { accessSync, constants, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type App, openApp } from '../app.ts';
import { type Clock, days, minutes, systemClock } from '../kernel/clock.ts';
import { version } from '../kernel/version.ts';
import type { Config } from '../platform/config/config.ts';
import { ConfigError } from '../platform/config/config-error.ts';
import { countJobs } from '../platform/jobs/count-jobs.ts';
import { smtpTransport } from '../platform/mail/transport.ts';
import { keyFactsOf } from '../platform/secret-key/key-facts.ts';
import { freeBytes } from '../platform/storage/disk.ts';
import { storageComplaint } from '../platform/storage/faults.ts';
import { keysAtHand } from '../platform/storage/keyring-for.ts';
import { databaseInWords } from '../platform/storage/location.ts';
import { onSettings } from './command-line/command.ts';
import { endingServices } from './running/ending-services.ts';

type Say = (well: boolean, line: string) => void;

const megabytes = 1024 * 1024;
/** With less room than this, one night's mails and journal may fill the disk. */
const littleRoom = 512 * megabytes;
/** How long a mail may wait. Many mail servers accept an unknown sender's mail only at the second or third try. */
const mayTake = minutes(15);
/** How early an ending credential is reported: early enough to renew it in office hours. */
const endsWithin = days(30);

export const doctor = onSettings({
  words: 'doctor',
  args: [],
  options: {},
  about: 'says what is well and what is not; exit code 1 when something is not',
  run: ({ config, say }) => examine(config, systemClock, say),
});

/** Prints one line for each check, and changes nothing. */
export async function examine(config: Config, clock: Clock, tell: (line: string) => void): Promise<number> {
  let ill = 0;
  const say: Say = (well, line) => {
    if (!well) ill++;
    tell(`${well ? 'ok  ' : 'NOT '} ${line}`);
  };
  say(true, `Loge ${version}, Node ${process.version}`);
  say(true, `settings are complete; public URL ${config.publicUrl.origin}`);
  for (const note of config.notes) say(false, note);
  const pages = existsSync(fileURLToPath(new URL('../../../web/dist/index.html', import.meta.url)));
  say(pages, pages ? 'pages are built' : 'pages are not built: npm run loge -- serve builds them');
  sayDirectory(config, say);
  await sayDatabase(config, clock, say);
  await sayMailServer(config, say);
  return ill === 0 ? 0 : 1;
}

function sayDirectory({ dataDirectory }: Config, say: Say): void {
  try {
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const there = existsSync(dataDirectory);
    say(
      false,
      `data directory ${dataDirectory} ${there ? 'cannot be written by this user' : 'is not there'}`,
    );
    return;
  }
  const free = freeBytes(dataDirectory);
  const room = free === null ? '' : `, ${Math.floor(free / megabytes)} MB free`;
  const well = free === null || free >= littleRoom;
  say(well, `data directory ${dataDirectory} can be written${room}${well ? '' : ': make room'}`);
}

async function sayDatabase(config: Config, clock: Clock, say: Say): Promise<void> {
  let app: App;
  try {
    app = await openApp(config, { access: 'read', clock });
  } catch (error) {
    const complaint = error instanceof ConfigError ? error.message : storageComplaint(error, config);
    if (complaint === null) throw error;
    say(false, complaint);
    return;
  }
  try {
    say(true, `${databaseInWords(config)} answers, its schema is this program's, the secret key fits`);
    for (const line of await keyComplaints(config, app)) say(false, line);
    const fault = await app.database.fault();
    if (fault !== null) say(false, fault);
    const { waiting, dead, failingMails, oldest } = await countJobs(app.ctx.reader);
    say(dead === 0, `${waiting} jobs waiting, ${dead} dead`);
    if (oldest !== null && Date.parse(oldest.since) < clock.now() - mayTake)
      say(false, `${failingMails} mails do not go out, the oldest since ${oldest.since}: ${oldest.error}`);
    for (const line of await endingServices(app.ctx, endsWithin)) say(false, line);
  } finally {
    await app.close();
  }
}

/** What to do about a secret key that fits. */
async function keyComplaints(config: Config, app: App): Promise<string[]> {
  const { check, replacing } = await keyFactsOf(app.ctx.reader);
  const [first] = keysAtHand(config);
  return [
    replacing !== null && 'the secret key is being replaced: loge secret-key rotate goes on with it',
    replacing === null &&
      config.previousSecretKey !== null &&
      (first?.check === check
        ? 'LOGE_SECRET_KEY_PREVIOUS is not needed any more: take it away'
        : 'the secret key is not replaced yet: loge secret-key rotate does it once every node has both keys'),
  ].filter((line) => line !== false);
}

async function sayMailServer({ LOGE_SMTP_URL: url, publicUrl }: Config, say: Say): Promise<void> {
  if (!url) {
    say(true, 'mails become files in the outbox folder');
    return;
  }
  const transport = smtpTransport(url, publicUrl.hostname);
  const problem = await transport.problem();
  transport.close();
  say(problem === null, problem ?? 'the mail server answers');
}
