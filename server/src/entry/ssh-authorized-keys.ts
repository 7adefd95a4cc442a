import { sshAuthorizedKeys } from '../ssh/authorized-keys/ssh-authorized-keys.ts';

if (import.meta.main) {
  const code = await sshAuthorizedKeys(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
  // Not after the last socket or address look-up: sshd, and somebody behind it, are waiting.
  process.exit(code);
}
