import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key, in PEM form. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority that nobody believes who is not told to. */
interface TestCa {
  readonly certificate: string;
  /** A certificate for names and addresses. */
  issue(...hosts: string[]): Promise<Identity>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2120-01-01') };
const makeKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

export async function makeTestCa(): Promise<TestCa> {
  const keys = await makeKeys();
  const issuer = 'CN=Test CA';
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: issuer,
    keys,
    ...validity,
    signingAlgorithm: algorithm,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return {
    certificate: authority.toString('pem'),
    async issue(...hosts) {
      const own = await makeKeys();
      const names = hosts.map((value) => ({
        type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const),
        value,
      }));
      const issued = await X509CertificateGenerator.create({
        subject: 'CN=somebody',
        issuer,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        ...validity,
        signingAlgorithm: algorithm,
        extensions: [new SubjectAlternativeNameExtension(names)],
      });
      const key = PemConverter.encode(
        await webcrypto.subtle.exportKey('pkcs8', own.privateKey),
        'PRIVATE KEY',
      );
      return { cert: issued.toString('pem'), key };
    },
  };
}
