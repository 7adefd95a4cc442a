import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { readDigest } from '../features/hds/feature.ts';
import { AppError } from '../kernel/app-error.ts';
import { onPlatform, UsageError } from './command-line/command.ts';

export const hdsVerify = onPlatform({
  words: 'hds verify',
  args: ['<file>'],
  options: {},
  about: 'proves that a register is what its signed digest, FILE.jws, says; exit code 1 when it is not',
  access: 'read',
  async run({ ctx, args: [file], say }) {
    const jws = await readFile(`${file}.jws`, 'utf8').catch(() => {
      throw new UsageError(`cannot read ${file}.jws`);
    });
    const hash = createHash('sha256');
    try {
      for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
    } catch {
      throw new UsageError(`cannot read ${file}`);
    }
    try {
      const digest = await readDigest(ctx, jws);
      if (digest.sha256 === hash.digest('hex')) {
        say(`The register holds: ${digest.file}, as of ${digest.at}, ${digest.bytes} bytes.`);
        return 0;
      }
      say('The register does not hold: the file is not the one that was signed.');
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      say('The register does not hold: the digest is not signed by a key of this platform.');
    }
    return 1;
  },
});
