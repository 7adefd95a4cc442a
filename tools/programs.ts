// What the tests need from the system, and how a bare Debian gets it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '../e2e/chromium.ts';
import { postgresPrograms } from '../server/test/postgres-programs.ts';
import { capture } from './lib/child.mjs';
import { say, withProgress } from './lib/say.mjs';

/** `sshd` stands in a folder that only root has on the PATH. */
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
const has = (program: string): boolean =>
  folders.some((folder) => folder !== '' && existsSync(join(folder, program)));

/** Debian packages, and how to tell that each is there. */
const needs: readonly { readonly package: string; readonly present: () => boolean }[] = [
  { package: 'postgresql', present: () => postgresPrograms() !== null },
  { package: 'chromium-headless-shell', present: () => chromium() !== null },
  { package: 'openssh-client', present: () => has('ssh') && has('ssh-keygen') },
  { package: 'openssh-server', present: () => has('sshd') },
];

const missing = (): string[] => needs.filter((need) => !need.present()).map((need) => need.package);

/** Installs what is missing where we may; says in one line what is missing where we may not. */
export async function ensurePrograms(): Promise<boolean> {
  const absent = missing();
  if (absent.length === 0) return true;
  if (process.getuid?.() === 0 && has('apt-get')) {
    await withProgress(`Installing the Debian packages ${absent.join(', ')}`, () => aptInstall(absent));
  }
  const still = missing();
  if (still.length > 0)
    say(`The tests need programs of these Debian packages, or the like: ${still.join(', ')}.`);
  return still.length === 0;
}

async function aptInstall(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update'], { env });
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  const { code, output } = await capture('apt-get', install, { env });
  if (code !== 0) say(output.trimEnd().split('\n').slice(-20).join('\n'));
}
