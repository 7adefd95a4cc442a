import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signCommand } from './sign-command.ts';

// ASVS 1.2.5
test('a shell runs it, and the signature is of exactly this challenge', () => {
  const home = mkdtempSync(join(tmpdir(), 'loge-sign-'));
  try {
    mkdirSync(join(home, '.ssh'));
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(home, '.ssh', 'id_ed25519')]);
    const challenge = 'it\'s $HOME `id` %s \\ of "zoé"';
    const namespace = 'loge@acme.example';
    const signature = execFileSync('sh', ['-c', signCommand({ challenge, namespace }, 'id_ed25519')], {
      env: { ...process.env, HOME: home },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    writeFileSync(join(home, 'signature'), signature);
    const check = (text: string) =>
      execFileSync('ssh-keygen', ['-Y', 'check-novalidate', '-n', namespace, '-s', join(home, 'signature')], {
        input: text,
        stdio: ['pipe', 'pipe', 'ignore'],
        encoding: 'utf8',
      });
    expect(check(challenge)).toContain('Good');
    expect(() => check(`${challenge}.`)).toThrow();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
