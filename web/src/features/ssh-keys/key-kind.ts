interface Kind {
  /** The name that people use. */
  readonly name: string;
  /** The private half is inside a FIDO security key. */
  readonly onDevice: boolean;
  /** The file name that `ssh-keygen` uses. */
  readonly file: string;
}

const kinds: readonly (readonly [start: string, name: string, file: string])[] = [
  ['ssh-ed25519', 'Ed25519', 'id_ed25519'],
  ['ecdsa-sha2-', 'ECDSA', 'id_ecdsa'],
  ['ssh-rsa', 'RSA', 'id_rsa'],
];

/** A key's type in words, from the one in its line (`sk-ssh-ed25519@openssh.com`); an unknown one as it is. */
export function kindOf(type: string): Kind {
  const onDevice = type.startsWith('sk-');
  const bare = onDevice ? type.slice(3) : type;
  const [, name = type, file = 'id_ed25519'] = kinds.find(([start]) => bare.startsWith(start)) ?? [];
  return { name, onDevice, file: onDevice ? `${file}_sk` : file };
}
