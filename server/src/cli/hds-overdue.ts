import { registerEntries, registerWords } from '../features/hds/feature.ts';
import { instantOf } from '../kernel/clock.ts';
import { onPlatform } from './command-line/command.ts';

const words = registerWords.en.gaps;

export const hdsOverdue = onPlatform({
  words: 'hds overdue',
  args: [],
  options: {},
  about:
    'lists health applications without a contact or with a review that is overdue; exit code 1 when there are any',
  access: 'read',
  async run({ ctx, say, progress }) {
    const counts = new Map<string, number>();
    let [all, wrong] = [0, 0];
    for await (const page of registerEntries(ctx.reader, instantOf(ctx.now()))) {
      all += page.length;
      progress(`${all} applications looked at`);
      for (const { application, gaps } of page) {
        if (gaps.length === 0) continue;
        wrong++;
        for (const gap of gaps) counts.set(gap, (counts.get(gap) ?? 0) + 1);
        const { application_id: id, name, username } = application;
        say(`${id}, ${name}, of ${username ?? '?'}: ${gaps.map((gap) => words[gap]).join(', ')}`);
      }
    }
    say(`${wrong} of ${all} health applications need somebody.`);
    for (const [gap, said] of Object.entries(words)) say(`${said}: ${counts.get(gap) ?? 0}`);
    return wrong > 0 ? 1 : 0;
  },
});
