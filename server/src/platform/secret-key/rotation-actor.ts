import { commandActor } from '../../kernel/actor.ts';

export const rotationActor = commandActor('secret-key rotate');
