import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApp } from '../app.ts';
import type { Config } from '../platform/config/config.ts';
import { countJobs } from '../platform/jobs/count-jobs.ts';
import { databaseInWords } from '../platform/storage/location.ts';

/** Says what is well and what is not, a line each; exit code 1 when something is not. */
export async function doctor(config: Config): Promise<number> {
  let ill = 0;
  const say = (well: boolean, line: string) => {
    if (!well) ill++;
    process.stdout.write(`${well ? 'ok  ' : 'NOT '} ${line}\n`);
  };
  say(true, `Node ${process.version}`);
  say(true, `settings are complete; public URL ${config.publicUrl.origin}`);
  const pages = existsSync(fileURLToPath(new URL('../../../web/dist/index.html', import.meta.url)));
  say(pages, pages ? 'pages are built' : 'pages are not built: npm run loge -- serve builds them');
  const app = await openApp(config, { access: 'read' });
  try {
    say(true, `${databaseInWords(config)} answers, its schema is this program's, the secret key fits`);
    const { waiting, dead } = await countJobs(app.ctx.reader);
    say(dead === 0, `${waiting} jobs waiting, ${dead} dead`);
    const problem = await app.ctx.mailer.problem();
    say(
      problem === null,
      problem ??
        (config.LOGE_SMTP_URL ? 'the mail server answers' : 'mails become files in the outbox folder'),
    );
  } finally {
    await app.close();
  }
  return ill === 0 ? 0 : 1;
}
