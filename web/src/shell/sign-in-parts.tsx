import { Button } from '@mantine/core';
import { boot } from '../api/boot.ts';
import { fieldTexts } from './fields/texts.ts';
import { lazyPart } from './lazy-part.tsx';
import { secondStepTexts } from './second-step/texts.ts';

// Parts of the pages to sign up and in: the first is on them where the operator has set it up, the second when an account asks.

/** The buttons of the providers, where there are any. As high as they are, while they come. */
export const ContinueWith = lazyPart(
  async () => (await import('./continue-with/continue-with.tsx')).ContinueWith,
  {
    fallback: boot.signInProviders.map((provider) => (
      <Button key={provider} variant="default" fullWidth disabled aria-hidden data-coming>
        &nbsp;
      </Button>
    )),
  },
);

export const SecondStep = lazyPart(async () => (await import('./second-step/second-step.tsx')).SecondStep, {
  words: [secondStepTexts, fieldTexts],
});
