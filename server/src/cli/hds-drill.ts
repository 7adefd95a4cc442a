import { drillRegister } from '../features/hds/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform } from './command-line/command.ts';

export const hdsDrill = onPlatform({
  words: 'hds drill',
  args: [],
  options: {},
  about:
    'makes the register in each form as if the authority had asked, times it, and journals that it was done',
  access: 'change',
  async run({ ctx, say }) {
    const { at, bytes, firstMs, wholeMs } = await drillRegister(ctx, commandActor('hds drill'));
    say(`The register as of ${at}, as CSV and JSON in English and French: ${bytes} bytes in ${wholeMs} ms.`);
    say(`The first bytes came after ${firstMs} ms at most. The platform's journal has it.`);
    return 0;
  },
});
