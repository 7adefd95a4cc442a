import { sshAuthorizedKeys as answer } from '../ssh/authorized-keys/ssh-authorized-keys.ts';
import { onNothing } from './command-line/command.ts';

/** For trying it by hand. sshd starts `entry/ssh-authorized-keys.ts`, which starts faster. */
export const sshAuthorizedKeys = onNothing({
  words: 'ssh-authorized-keys',
  args: ['%u', '%f', '[%t]', '[%k]'],
  options: { config: { value: 'FILE', needed: true, about: 'its settings, readable by its user alone' } },
  about: "sshd's AuthorizedKeysCommand: prints the key with that fingerprint, and whose it is",
  run: ({ args, options: { config } }) =>
    answer([config, ...args.filter((word) => word !== undefined)], {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    }),
});
