import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** OpenSSH's own program, which tests compare Loge's reading of keys with. It works in a folder of its own. */
export class SshKeygen {
  readonly folder = mkdtempSync(join(tmpdir(), 'loge-keygen-'));
  #count = 0;

  /** Runs the program; throws when it refuses. */
  run(args: readonly string[], input = ''): string {
    return execFileSync('ssh-keygen', args, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'] });
  }

  file(text: string): string {
    const path = join(this.folder, `file${this.#count++}`);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  /** Makes a key without passphrase and returns the path of its private half. The public half is in `.pub` beside it. */
  make(type: string, bits?: number, comment = ''): string {
    const path = join(this.folder, `key${this.#count++}`);
    const size = bits === undefined ? [] : ['-b', String(bits)];
    this.run(['-q', '-t', type, ...size, '-N', '', '-C', comment, '-f', path]);
    return path;
  }

  publicLine(path: string): string {
    return readFileSync(`${path}.pub`, 'utf8');
  }

  /** Bits and fingerprint of each key in a text of lines. Lines that are no key are left out, as the program does. */
  list(text: string, hash: 'sha256' | 'md5' = 'sha256'): { bits: number; fingerprint: string }[] {
    const path = this.file(text);
    let said: string;
    try {
      said = this.run(['-l', '-E', hash, '-f', path]);
    } catch {
      // "… is not a public key file."
      return [];
    } finally {
      rmSync(path);
    }
    return said
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [bits = '', fingerprint = ''] = line.split(' ');
        return { bits: Number(bits), fingerprint: fingerprint.replace(/^MD5:/, '') };
      });
  }

  /** The program's signature of a message (`-Y sign`), armoured. */
  sign(key: string, message: string, namespace = 'loge', hash = 'sha512'): string {
    return this.run(['-Y', 'sign', '-q', '-O', `hashalg=${hash}`, '-n', namespace, '-f', key], message);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
