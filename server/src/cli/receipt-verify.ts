import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReceiptFault, sha256Of, type Verified, verifyReceipt } from '../features/contracts/feature.ts';
import { onNothing, UsageError } from './command-line/command.ts';

export const receiptVerify = onNothing({
  words: 'receipt verify',
  args: ['<file>'],
  options: {
    documents: {
      value: 'FOLDER',
      about: 'where the documents are, which have to be those that were accepted',
    },
    keys: {
      value: 'FILE',
      about: 'a copy of /.well-known/receipt-keys.json, of which one has to have signed it',
    },
  },
  about:
    'proves who accepted which words when, without Loge or a network; exit code 1 when the receipt does not hold',
  async run({ args: [file], options, say }) {
    const content = await readText(file);
    const keys = options.keys === undefined ? {} : { keys: await readText(options.keys) };
    const documents = options.documents === undefined ? {} : { documents: await hashesIn(options.documents) };
    try {
      tell(await verifyReceipt(content, { ...keys, ...documents }), say);
    } catch (error) {
      if (!(error instanceof ReceiptFault)) throw error;
      say(`The receipt does not hold: ${error.message}.`);
      return 1;
    }
    if (!options.keys)
      say('Compare the key with those of the platform, at /.well-known/receipt-keys.json, or give --keys.');
    if (!options.documents) say('Compare the documents with these sums, or give --documents.');
    return 0;
  },
});

const unreadable = (file: string) => () => {
  throw new UsageError(`cannot read ${file}`);
};

const readText = (file: string): Promise<string> => readFile(file, 'utf8').catch(unreadable(file));

async function hashesIn(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(unreadable(folder));
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  return new Set(await Promise.all(files.map(async (path) => sha256Of(await readFile(path)))));
}

function tell(receipt: Verified, say: (line: string) => void): void {
  const { contract, by, journal, person } = receipt;
  say('The receipt holds.');
  say(`Accepted: ${contract.name.en}, version ${contract.version} (${contract.id}), at ${receipt.iss}`);
  say(`On: ${receipt.accepted_at}, in ${receipt.locale === 'fr' ? 'French' : 'English'}`);
  say(`In these words: ${receipt.sentence}`);
  const known = Object.entries(person).filter(([, value]) => value !== null);
  say(
    `By: ${receipt.sub}${known.length > 0 ? ` (${known.map(([name, value]) => `${name}: ${value}`).join(', ')})` : ''}`,
  );
  say(
    `With: ${by.credential}${by.second_factor ? ', second factor on' : ''}${by.proved_at === null ? '' : `, proved on ${by.proved_at}`}`,
  );
  for (const { name, locale, sha256 } of receipt.documents)
    say(`Document: ${name} (${locale}), SHA-256 ${sha256}`);
  say(`Journal: row ${journal.row} of ${journal.chain}, hash ${journal.hash}`);
  say(`Signed by the key ${receipt.kid}`);
}
