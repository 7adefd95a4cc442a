import { openApp, sealedColumns } from '../app.ts';
import type { Config } from '../platform/config/config.ts';
import { ConfigError } from '../platform/config/config-error.ts';
import type { SecretKey } from '../platform/crypto/secret-key.ts';
import { type KeyFacts, keyFactsOf } from '../platform/secret-key/key-facts.ts';
import { beginRotation, finishRotation, type Rotation } from '../platform/secret-key/rotate.ts';
import { weaknessOf } from '../platform/secret-key/weak-key.ts';
import { keysAtHand, weakKey } from '../platform/storage/keyring-for.ts';
import { makeNextKey, settleKeyFiles } from '../platform/storage/secret-key.ts';
import { onSettings } from './command-line/command.ts';

/** Also continues a rotation that was interrupted. */
export const secretKeyRotate = onSettings({
  words: 'secret-key rotate',
  args: [],
  options: {},
  about: 'puts another secret key in the place of the one in use, while Loge serves',
  async run({ config, say, progress }) {
    const app = await openApp(config, { access: 'change' });
    try {
      const facts = await keyFactsOf(app.database.reader);
      if (facts.replacing !== null) say('Going on with a rotation that was begun before.');
      else if (!(await beginRotation(app.ctx, nextKey(config, facts))))
        throw new ConfigError(
          'another rotation of the secret key has just begun: run it again when that has ended',
        );
      const rotation = await finishRotation(app.ctx, app.database, sealedColumns(), (done) =>
        progress(`${done} steps`),
      );
      if (config.secretKey === null) settleKeyFiles(config.dataDirectory, app.ctx.keyring.present.check);
      for (const line of report(config, rotation)) say(line);
      return 0;
    } finally {
      await app.close();
    }
  },
});

/** The key that will replace the one in use. Throws `ConfigError`. */
function nextKey(config: Config, { check }: KeyFacts): SecretKey {
  if (config.secretKey === null) {
    // An earlier rotation that was interrupted right after its last write may have left its files.
    settleKeyFiles(config.dataDirectory, check ?? '');
    return makeNextKey(config.dataDirectory);
  }
  const [next] = keysAtHand(config);
  if (!next || next.check === check)
    throw new ConfigError(
      'LOGE_SECRET_KEY is the key that this database is used with: set LOGE_SECRET_KEY_PREVIOUS to it, and LOGE_SECRET_KEY to a new one, first',
    );
  const weakness = weaknessOf(config.secretKey);
  if (weakness !== null) throw new ConfigError(weakKey(weakness));
  return next;
}

function report(config: Config, { sealed, signed, damaged, unsigned }: Rotation): string[] {
  return [
    `The secret key is replaced. Sealed anew: ${sealed}; signed anew in the journal: ${signed}.`,
    config.secretKey === null
      ? `It is ${config.dataDirectory}/secret.key; the one before is gone from there.`
      : 'Nothing needs the one before any more: take LOGE_SECRET_KEY_PREVIOUS away, and start each node once more.',
    ...(damaged > 0
      ? [`Opened with neither key, damaged before, and left as it was: ${damaged} of what is sealed.`]
      : []),
    ...(unsigned > 0
      ? [
          `Not signed rightly before, and left as it was: ${unsigned} in the journal; loge journal verify names them.`,
        ]
      : []),
    'Sessions, tokens, mailed links, codes of apps and recovery codes go on working. Backups of before open with the one before.',
    'If it leaked: loge keys rotate next, and docs/operate/backups-and-keys.md, "The secret key leaked".',
  ];
}
