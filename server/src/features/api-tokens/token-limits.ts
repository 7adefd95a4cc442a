import { invalidField } from '../../kernel/app-error.ts';
import type { TextList } from '../../kernel/text-list.ts';

/** The limits of a token, or of one of its JWTs. */
export interface Limits {
  /** Null means the exact permissions of the account. */
  readonly scopes: readonly string[] | null;
  /** Null means all applications of the account. */
  readonly applications: readonly string[] | null;
}

export const noLimits: Limits = { scopes: null, applications: null };

export interface AskedLimits {
  readonly scopes?: readonly string[] | null | undefined;
  readonly applications?: readonly string[] | null | undefined;
}

/** The names that both lists allow. */
export const inBoth = (one: TextList, other: TextList): TextList => {
  if (one === null || other === null) return one ?? other;
  return one.filter((name) => other.includes(name));
};

/** Whether the inner list allows nothing that the outer one does not. */
const isWithin = (inner: TextList, outer: TextList): boolean =>
  outer === null || (inner?.every((name) => outer.includes(name)) ?? false);

export const limitsWithin = (inner: Limits, outer: Limits): boolean =>
  isWithin(inner.scopes, outer.scopes) && isWithin(inner.applications, outer.applications);

interface Bounds {
  /** What the maker may do. A narrowed JWT counts as narrowed (docs/rules.md#tokens-made-by-tokens). */
  readonly parent: Limits;
  /** Every scope that a token can be limited to. */
  readonly known: ReadonlySet<string>;
  /** Ids of the applications that the account owns at this moment. */
  readonly owned: readonly string[];
}

/**
 * The limits of a new token: those asked for, or the parent's where none were. Throws 422 on `scopes` (`unknown_scope`,
 * `beyond_parent`) or `applications` (`unknown_application`, `beyond_parent`, `needs_scopes`).
 */
export function newLimits(asked: AskedLimits, { parent, known, owned }: Bounds): Limits {
  const scopes = asked.scopes === undefined ? parent.scopes : unique(asked.scopes);
  if (scopes?.some((name) => !known.has(name) && !parent.scopes?.includes(name)))
    throw invalidField('scopes', 'unknown_scope');
  if (!isWithin(scopes, parent.scopes)) throw invalidField('scopes', 'beyond_parent');
  const applications = asked.applications === undefined ? parent.applications : unique(asked.applications);
  if (applications === null) {
    if (parent.applications !== null) throw invalidField('applications', 'beyond_parent');
    return { scopes, applications };
  }
  // A list of applications without scopes would be full access to Loge itself.
  if (scopes === null) throw invalidField('applications', 'needs_scopes');
  // An inherited list was checked when the parent was made, and is checked again at each exchange.
  if (asked.applications && applications.some((id) => !owned.includes(id)))
    throw invalidField('applications', 'unknown_application');
  if (!isWithin(applications, parent.applications)) throw invalidField('applications', 'beyond_parent');
  return { scopes, applications };
}

const unique = (list: TextList): TextList => (list === null ? null : [...new Set(list)]);
