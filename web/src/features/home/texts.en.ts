import type { Broken } from '../../api/integrations.ts';

export const texts = {
  title: (name: string) => `Hello, ${name}`,
  intro: (platform: string) => `Your account on ${platform}.`,
  attention: {
    title: 'What needs your attention',
    nothing: 'Nothing needs your attention.',
    tokenEnds: (name: string, days: number) =>
      days <= 1
        ? `The API token “${name}” is in its last day`
        : `The API token “${name}” expires in ${days} days`,
    tokenUsed: 'Last used',
    tokenUnused: 'Not used yet.',
    tokenStops: 'Whatever uses it stops then, unless you renew it.',
    seeTokens: 'See API tokens',
    links: {
      expiring: (name: string) => `Your link to ${name} ends soon`,
      scope_missing: (name: string) => `Your link to ${name} lacks a permission`,
      organisation_blocked: (name: string) => `An organisation blocks your link to ${name}`,
      revoked: (name: string) => `Your link to ${name} does not work any more`,
    } satisfies Record<Broken, (name: string) => string>,
    linkStops: 'What is deployed from there may not find its repositories until you see to it.',
    seeIntegrations: 'See integrations',
    healthUncovered: (name: string) => `The health application “${name}” has no contact`,
    healthUncoveredFacts: 'The authority may ask for somebody who can name a health professional.',
    healthReview: (name: string) => `The health contact ${name} has to be reviewed`,
    healthReviewFacts: 'Say that it is still right, or correct it.',
    seeHealth: 'See health data',
    contract: (name: string) => `${name} is to be accepted`,
    contractFacts: (by: string | null, overdue: boolean) =>
      by === null
        ? 'A new version waits for you.'
        : overdue
          ? `It had to be accepted by ${by}.`
          : `Please read and accept it by ${by}.`,
    seeContracts: 'Read and accept',
    unconfirmed: 'Your e-mail address is not confirmed',
    unconfirmedFacts: (email: string) =>
      `Open the link we sent to ${email}. Until then you cannot make tokens, keys or integrations.`,
    resend: 'Send the link again',
    resent: (email: string) => `A new link is on its way to ${email}. Earlier ones no longer work.`,
  },
  activity: {
    title: 'Latest activity',
    hint: 'What happened to your account. If something was not you, set a new password.',
    empty: 'Sign-ins and changes to your account will show here.',
  },
};

export type HomeTexts = typeof texts;
