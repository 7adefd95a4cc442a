interface Challenge {
  readonly challenge: string;
  readonly namespace: string;
}

/** Quotes any text for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The command that signs a challenge with the key in a file of `~/.ssh` (`ssh-keygen -Y sign`, SSHSIG). */
export const signCommand = ({ challenge, namespace }: Challenge, file: string): string =>
  `printf '%s' ${quoted(challenge)} | ssh-keygen -Y sign -f ~/.ssh/${file} -n ${quoted(namespace)}`;
