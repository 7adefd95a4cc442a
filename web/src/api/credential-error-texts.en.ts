import type { CredentialErrorTexts } from './error-words.ts';

export const texts: CredentialErrorTexts = {
  key_unreadable:
    'This is not an SSH public key. One is a single line that begins with a word such as ssh-ed25519. From a file in another form, “ssh-keygen -i -f FILE” makes such a line.',
  key_private:
    'This is a private key. It must never leave your computer: treat it as lost, and make a new one.',
  key_several: 'There are several keys here. Add them one at a time.',
  key_certificate: 'This is a certificate. Add the key that it certifies: the .pub file without “-cert”.',
  key_with_options:
    'This line begins with options, as in an authorized_keys file. Paste the key alone, from the word that says its type.',
  key_dsa: 'This is a DSA key, which is no longer safe. Make an Ed25519 one: “ssh-keygen -t ed25519”.',
  key_too_short: ({ min }) =>
    `This RSA key is too short: at least ${min ?? 2048} bits. Better still, make an Ed25519 one: “ssh-keygen -t ed25519”.`,
  key_unsupported:
    'Keys of this type are not accepted. Ed25519, ECDSA and RSA keys are, and those of FIDO security keys.',
  key_taken: 'This key is on another account. A key opens one account only.',
  key_yours: 'This key is on your account already.',
  key_gone: 'This key is no longer on another account. Add it as any other.',
  signature_refused:
    'This is not a signature of this challenge by this key. Run the command again, and paste all that it prints.',
  unknown_scope: 'One of these permissions does not exist any more. Reload the page and choose again.',
  unknown_application: 'One of these applications is not yours any more. Reload the page and choose again.',
  beyond_parent: 'This goes beyond what the token in use may do.',
  needs_scopes: 'Only a token with chosen permissions can be limited to applications.',
  in_the_past: 'This is in the past.',
  too_late: 'This is later than the platform allows.',
  unknown_audience: 'There is no service of this name.',
  unknown_owner: 'There is no such account.',
};
