import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The user that a program runs as when the tests run as root and the program refuses root. */
export interface Unprivileged {
  readonly uid: number;
  readonly gid: number;
  /** Put before the command line; empty when nothing needs to change. */
  readonly prefix: readonly string[];
}

const idOf = (user: string, flag: '-u' | '-g'): number =>
  Number(execFileSync('id', [flag, user], { encoding: 'utf8' }).trim());

/**
 * How to start a program: as `user` when the tests run as root, otherwise as the present user. Where the kernel can, the
 * program is also told to stop when its parent dies, so that a killed test run leaves no server behind.
 */
export function unprivileged(user: string, signalOnParentDeath: string): Unprivileged {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  const onDeath = ['--pdeathsig', signalOnParentDeath];
  if (process.getuid?.() !== 0) {
    const prefix = setpriv ? [setpriv, ...onDeath] : [];
    return { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1, prefix };
  }
  if (!setpriv)
    throw new Error(`setpriv (package util-linux) is needed to start programs as ${user} from root.`);
  return {
    uid: idOf(user, '-u'),
    gid: idOf(user, '-g'),
    prefix: [setpriv, `--reuid=${user}`, `--regid=${user}`, '--init-groups', ...onDeath],
  };
}
