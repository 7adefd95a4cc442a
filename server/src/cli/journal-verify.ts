import { verifyJournal } from '../features/security-log/feature.ts';
import type { Command } from './command.ts';

const shownFlaws = 20;

export const journalVerify: Command = async ({ ctx, say, progress }) => {
  const { chains, rows, flaws } = await verifyJournal(ctx, (done) => progress(`${done} chains verified`));
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
  return 0;
};
