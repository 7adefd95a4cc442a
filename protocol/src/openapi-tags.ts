/** Chapters of the API, by the first word of a route's id, in the order that people read them. */
const chapters: readonly (readonly [prefixes: readonly string[], name: string, description: string])[] = [
  [
    ['users', 'account', 'organizations', 'newsletter'],
    'Account',
    'Who a member is, and how they like things.',
  ],
  [
    ['tokens', 'jwks'],
    'API tokens',
    'Tokens, the JWTs that they are exchanged for, and the keys that verify those.',
  ],
  [['keys'], 'SSH keys', 'Keys that open the platform’s git and logins.'],
  [['events'], 'Events', 'What happened to the account.'],
  [['regions', 'applications'], 'Platform', 'Where it runs, and which applications an account owns.'],
  [
    ['sessions', 'passkeys', 'password', 'email_change'],
    'Signing in',
    'Sessions, passwords, passkeys and addresses, for pages.',
  ],
  [['tfa'], 'Two-factor authentication', 'Authenticator apps and recovery codes.'],
  [
    ['revocation', 'deletion', 'data_export'],
    'Leaving',
    'Ending all access, a copy of one’s data, deletion.',
  ],
  [['enrolment'], 'Operators', 'How an operator’s account begins.'],
  [['ssh', 'services'], 'Machines', 'What the platform’s own machines ask.'],
  [['health'], 'Health', 'Whether the service is there.'],
  [['outbox'], 'Demo', 'Served by the demo alone.'],
];

/** Throws for a route that belongs to no chapter. */
export function tagOf(routeId: string): string {
  const prefix = routeId.split('.', 1)[0] ?? '';
  const chapter = chapters.find(([prefixes]) => prefixes.includes(prefix));
  if (!chapter) throw new Error(`give ${routeId} a chapter in openapi-tags.ts`);
  return chapter[1];
}

/** The tags that some route uses. */
export const tagsOf = (routeIds: readonly string[]): { name: string; description: string }[] => {
  const used = new Set(routeIds.map(tagOf));
  return chapters
    .filter(([, name]) => used.has(name))
    .map(([, name, description]) => ({ name, description }));
};
