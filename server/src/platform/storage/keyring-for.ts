import type { Access } from '../../db/open.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { Keyring } from '../crypto/keyring.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import { formerKeysOf, isFormer, type KeyFacts } from '../secret-key/key-facts.ts';
import { weaknessOf } from '../secret-key/weak-key.ts';
import { databaseInWords } from './location.ts';
import { keptKeys, keyFileOf, makeKey } from './secret-key.ts';

/** The configured keys, the present one first; else the keys in the data directory. Throws `ConfigError`. */
export const keysAtHand = (config: Config): SecretKey[] =>
  config.secretKey === null
    ? keptKeys(config.dataDirectory).map(({ key }) => key)
    : [config.secretKey, config.previousSecretKey]
        .filter((secret) => secret !== null)
        .map((secret) => new SecretKey(secret));

/** @param facts what the database records about its keys. Throws `ConfigError`. */
export function keyringFor(config: Config, facts: KeyFacts, access: Access): Keyring {
  const { check, replacing, unnamed } = facts;
  const others = keysAtHand(config);
  const [first] = others;
  if (!first) {
    if (check !== null || access !== 'make') throw new ConfigError(missingKey(config));
    return new Keyring(makeKey(config.dataDirectory), { learn: () => keysAtHand(config) });
  }
  if (check === null) return new Keyring(demandStrong(config, first), { others });
  const present = others.find((key) => key.check === check);
  if (!present) throw new ConfigError(isFormer(facts, first) ? formerKey(config) : otherKey(config));
  if (replacing !== null && !others.some((key) => key.check === replacing))
    throw new ConfigError(missingBefore(config));
  const more = { others, replacing, unnamed };
  return new Keyring(present, {
    ...more,
    former: formerKeysOf(facts, new Keyring(present, more)),
    // A key that is made while this node runs is in the same folder.
    ...(config.secretKey === null ? { learn: () => keysAtHand(config) } : {}),
  });
}

/** Refuses a key that can be guessed at the first use of a database, which would otherwise keep it. */
function demandStrong(config: Config, key: SecretKey): SecretKey {
  const weakness = config.secretKey === null ? null : weaknessOf(config.secretKey);
  if (weakness !== null) throw new ConfigError(weakKey(weakness));
  return key;
}

export const weakKey = (weakness: string): string =>
  `LOGE_SECRET_KEY can be guessed (${weakness}): give one that a machine drew, such as by "openssl rand -base64 48"`;

const missingKey = (config: Config): string =>
  `the secret key of ${databaseInWords(config)} is not here: set LOGE_SECRET_KEY (or LOGE_SECRET_KEY_FILE) to it`;

export const otherKey = (config: Config): string =>
  `the secret key is not the one this database was made with: ${
    config.secretKey === null
      ? `${keyFileOf(config.dataDirectory)} is another; set LOGE_SECRET_KEY to the right one`
      : config.previousSecretKey === null
        ? 'set LOGE_SECRET_KEY to that one; to replace it, LOGE_SECRET_KEY_PREVIOUS'
        : 'neither LOGE_SECRET_KEY nor LOGE_SECRET_KEY_PREVIOUS is'
  }`;

const formerKey = (config: Config): string =>
  `the secret key of ${databaseInWords(config)} was replaced by another (loge secret-key rotate): this is one of before; set LOGE_SECRET_KEY to the new one, and LOGE_SECRET_KEY_PREVIOUS to this one until that has ended`;

const missingBefore = (config: Config): string =>
  `the secret key of ${databaseInWords(config)} is being replaced and the one before is still needed: ${
    config.secretKey === null
      ? `it was in ${config.dataDirectory}, in secret.key or secret.key.next`
      : 'set LOGE_SECRET_KEY_PREVIOUS to it until loge secret-key rotate has ended'
  }`;
