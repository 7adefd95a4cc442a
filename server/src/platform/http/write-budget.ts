import type { Route } from '@loge/protocol';
import { AppError } from '../../kernel/app-error.ts';
import { minutes } from '../../kernel/clock.ts';
import { isService, type Principal, type ServicePrincipal } from '../principal.ts';
import type { Throttle } from '../throttle.ts';

/** The most changes of one credential that may run at once: several times what command lines and scripts send. */
export const mostAtOnce = 64;
/** The most changes of one credential within a minute: ten a second, all day. */
export const mostAMinute = 600;

/** How long running changes usually need at most. */
const retryAfterSeconds = 1;

/** Whether a route changes something that lasts. Exchanges, look-ups and challenges do not, and have their own budgets. */
const changes = (route: Route): boolean => route.method !== 'GET' && Array.isArray(route.records);

/**
 * How many changes one credential may ask for, checked before anything is done for it (docs/rules.md#budgets). The budget
 * is counted by credential and not by account, so that a thief with a stolen token cannot use up what the owner needs to
 * end it. Reads and exchanges are not counted.
 */
export class WriteBudget {
  readonly #throttle: Throttle;
  readonly #underWay = new Map<string, number>();

  constructor(throttle: Throttle) {
    this.#throttle = throttle;
  }

  /** Takes a place. Returns what gives it back once the answer is made, or null if nothing is counted. Throws `throttled`. */
  enter(route: Route, principal: Principal | ServicePrincipal | null): (() => void) | null {
    if (!principal || isService(principal) || !changes(route) || !this.#throttle.enabled) return null;
    const { account, credential } = principal;
    const subject = `${account.id} ${credential.kind} ${credential.id ?? ''}`;
    const underWay = this.#underWay.get(subject) ?? 0;
    if (underWay >= mostAtOnce) throw new AppError('throttled', { retryAfter: retryAfterSeconds });
    this.#throttle.takeHere([{ name: 'change', subject, max: mostAMinute, windowMs: minutes(1) }]);
    this.#underWay.set(subject, underWay + 1);
    return () => this.#leave(subject);
  }

  #leave(subject: string): void {
    const underWay = (this.#underWay.get(subject) ?? 1) - 1;
    if (underWay > 0) this.#underWay.set(subject, underWay);
    else this.#underWay.delete(subject);
  }
}
