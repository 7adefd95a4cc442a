import { existsSync, readFileSync } from 'node:fs';
import { verifyJournal } from '../features/security-log/feature.ts';
import { onPlatform } from './command-line/command.ts';

const shownFlaws = 20;

export const journalVerify = onPlatform({
  words: 'journal verify',
  args: [],
  options: { expect: { value: 'ANCHOR', about: 'a checkpoint that was noted outside, and has to be there' } },
  about: 'proves that no row of the journal was altered, removed or added; exit code 1 when one was',
  access: 'read',
  async run({ ctx, options, say, progress }) {
    const expected = [
      ...(options.expect ? [options.expect] : []),
      ...anchorsIn(ctx.config.LOGE_JOURNAL_ANCHORS),
    ];
    const { chains, rows, flaws, anchor } = await verifyJournal(
      ctx,
      (done) => progress(`${done} chains verified`),
      expected,
    );
    for (const { accountId, seq, what } of flaws.slice(0, shownFlaws)) {
      say(`${accountId}${seq === null ? '' : `, row ${seq}`}: ${what}`);
    }
    if (flaws.length > shownFlaws) say(`and ${flaws.length - shownFlaws} more`);
    if (flaws.length > 0) {
      say(
        `The journal does not hold: ${flaws.length} ${flaws.length === 1 ? 'flaw' : 'flaws'} in ${rows} rows of ${chains} chains.`,
      );
      return 1;
    }
    say(`The journal holds: ${rows} rows in ${chains} chains.`);
    if (anchor) say(`Its last checkpoint, for --expect: ${anchor}`);
    return 0;
  },
});

/** The first word of each line of the file of anchors, if there is one. */
const anchorsIn = (file: string): string[] =>
  file && existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => line.split(' ', 1)[0] ?? '')
    : [];
