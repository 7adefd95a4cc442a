/** What whoever made a key wrote beside it, usually `lea@laptop`; empty when nothing is there. */
export function commentOf(text: string): string {
  const line = /^\s*(?:key::\s*)?(?:ssh|ecdsa|sk)-\S+[ \t]+[A-Za-z0-9+/=]+[ \t]+(.+)/.exec(text)?.[1];
  // In RFC 4716 a long comment continues on the next line after a backslash. It may be quoted.
  const header = /^Comment:(.*)/im.exec(text.replace(/\\\r?\n/g, ''))?.[1]?.trim();
  return (line ?? header?.replace(/^"(.*)"$/, '$1') ?? '').trim().slice(0, 200);
}
