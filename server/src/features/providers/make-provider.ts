import type { integrations } from '@loge/protocol';
import { inTime } from './call-bound.ts';
import { forgejo } from './forgejo.ts';
import { gitHub } from './github.ts';
import { gitLab } from './gitlab.ts';
import type { MakeProvider } from './provider.ts';

const software: Readonly<Record<integrations.ScmType, MakeProvider>> = {
  github: gitHub,
  'github-enterprise': gitHub,
  gitlab: gitLab,
  'gitlab-self-hosted': gitLab,
  forgejo,
};

/** The client of the software that a type stands for. */
export const makeProvider: MakeProvider = (type, origin, options) =>
  inTime(options, (bounded) => software[type](type, origin, bounded));
