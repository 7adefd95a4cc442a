import type { contracts } from '@loge/protocol';
import { publishContract } from '../src/features/contracts/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import { count } from './example.ts';
import { handMadePdf } from './hand-made-pdf.ts';
import type { TestApp } from './harness.ts';

type Publication = contracts.Publication;
type Wanted = Partial<Omit<Publication, 'documents'>> & { readonly documents?: Publication['documents'] };

const pdf = (bytes: Buffer, name: string) => ({ name, content: bytes.toString('base64') });

export const documentOf = (en: Buffer, fr: Buffer): Publication['documents'][number] => ({
  name: { en: 'Terms of service', fr: 'Conditions générales' },
  short: { en: 'Terms', fr: 'CGU' },
  pdf: { en: pdf(en, 'terms-en.pdf'), fr: pdf(fr, 'terms-fr.pdf') },
});

/** A version to be published, complete but for what a test wants of it. */
export function publicationOf(wanted: Wanted = {}): Publication {
  const n = count();
  return {
    slug: `terms-${n}`,
    version: '1',
    required_for: ['platform'],
    name: { en: 'Terms of service', fr: 'Conditions générales' },
    short: { en: 'Terms', fr: 'CGU' },
    documents: [
      documentOf(
        handMadePdf({ text: `The terms ${n}.` }),
        handMadePdf({ text: `Les conditions ${n}.`, title: 'Conditions', language: 'fr' }),
      ),
    ],
    ...wanted,
  };
}

/** Makes sure that the platform requires something to be accepted. */
export async function requireSomething(test: TestApp): Promise<void> {
  const { body } = await test.call('GET', '/v1/contracts/platform');
  if (body.contracts.length === 0) await publish(test);
}

/** Publishes a version, as the command does. */
export const publish = async (test: TestApp, wanted: Wanted = {}): Promise<contracts.Contract> =>
  (await publishContract(test.app.ctx, commandActor('test'), publicationOf(wanted), false)).contract;
