import type { FieldIssues } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import {
  type ChangeEvent,
  createElement,
  type ReactNode,
  type RefObject,
  type SubmitEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { type ApiError, asApiError } from './api-error.ts';
import { FieldError } from './field-error.tsx';
import { hasIssues } from './issues.ts';
import { without } from './without.ts';

type Values = Record<string, string | boolean>;
type Name<V> = Extract<keyof V, string>;

interface Spec<V extends Values, Reply> {
  /** What the fields show while nobody has touched them. */
  initial: V;
  /** Edits kept from before. */
  draft?: Partial<V>;
  check(values: V): FieldIssues;
  send(values: V): Promise<Reply>;
  onDone?(reply: Reply, sent: V): void;
}

interface BoundField {
  name: string;
  value: string;
  error: ReactNode;
  onChange(event: ChangeEvent<HTMLInputElement | HTMLSelectElement>): void;
  onBlur(): void;
}

export interface Form<V extends Values> {
  /** Props of the `<form>` itself. */
  props: { ref: RefObject<HTMLFormElement | null>; noValidate: true; onSubmit(event: SubmitEvent): void };
  values: V;
  /** Edits that differ from what is saved. */
  edits: Partial<V>;
  set<N extends Name<V>>(name: N, value: V[N]): void;
  bind(name: Name<V>): BoundField;
  error(name: Name<V>): ReactNode;
  /** Forgets the edits and what was wrong with them. */
  discard(): void;
  submitting: boolean;
  issues: FieldIssues;
  /** Why the last try failed, when that is not (only) a field of this form. */
  failure: ApiError | null;
}

/** What whoever shows a form needs of it, whatever its fields are. */
export type AnyForm = Pick<Form<Values>, 'props' | 'submitting' | 'failure'>;

/**
 * One form: what was typed, what is wrong with it (by the protocol's schema, then by the server), and sending it.
 * A failed try puts the focus on the first field that is wrong; from then on, fields are checked when left.
 */
export function useForm<V extends Values, Reply>(spec: Spec<V, Reply>): Form<V> {
  const { initial, draft, check, send, onDone } = spec;
  const [typed, setTyped] = useState<Partial<V>>(draft ?? {});
  const [issues, setIssues] = useState<FieldIssues>({});
  const [failedTries, setFailedTries] = useState(0);
  const ref = useRef<HTMLFormElement>(null);
  const values: V = { ...initial, ...typed };

  const refuse = (found: FieldIssues) => {
    setIssues(found);
    setFailedTries((count) => count + 1);
  };

  const sending = useMutation({
    mutationFn: send,
    // What was sent and answered may hold secrets: it is not kept once the form is gone.
    gcTime: 0,
    onError: (error) => refuse(asApiError(error).issues),
    onSuccess: (reply, sent) => {
      setIssues({});
      // What was typed while the answer was on its way stays.
      setTyped((now) => without(now, (name) => now[name] === sent[name]));
      onDone?.(reply, sent);
    },
  });

  useEffect(() => {
    if (failedTries > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failedTries]);

  const set: Form<V>['set'] = (name, value) => {
    setTyped((now) => ({ ...now, [name]: value }));
    setIssues((now) => without(now, (field) => field === name));
  };

  const error = (name: Name<V>): ReactNode => {
    const found = issues[name];
    if (!found?.[0]) return undefined;
    const use = (suggestion: string) => setTyped((now) => ({ ...now, [name]: suggestion }));
    return createElement(FieldError, {
      issue: found[0],
      field: name,
      value: String(values[name]),
      onUse: (suggestion) => {
        use(suggestion);
        setIssues((now) => without(now, (field) => field === name));
        ref.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
      },
    });
  };

  return {
    props: {
      ref,
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        if (sending.isPending) return;
        const found = check(values);
        if (hasIssues(found)) {
          sending.reset();
          refuse(found);
        } else sending.mutate(values);
      },
    },
    values,
    edits: without(typed, (name) => typed[name] === initial[name]),
    set,
    bind: (name) => ({
      name,
      value: String(values[name]),
      error: error(name),
      onChange: (event) => {
        const { value } = event.currentTarget;
        setTyped((now) => ({ ...now, [name]: value }));
        setIssues((now) => without(now, (field) => field === name));
      },
      onBlur: () => {
        // An empty field is no mistake before it is sent: saying so here would move what is being pressed.
        if (failedTries === 0 || issues[name] || values[name] === '') return;
        const found = check(values)[name];
        if (found) setIssues((now) => ({ ...now, [name]: found }));
      },
    }),
    error,
    discard: () => {
      setTyped({});
      setIssues({});
      sending.reset();
    },
    submitting: sending.isPending,
    issues,
    failure: failureOf(sending.error, initial),
  };
}

/** Errors beside their fields need no banner; anything else does. */
function failureOf(error: Error | null, fields: Values): ApiError | null {
  if (!error) return null;
  const failure = asApiError(error);
  const beside = Object.keys(failure.issues).every((field) => Object.hasOwn(fields, field));
  return failure.code === 'invalid_fields' && hasIssues(failure.issues) && beside ? null : failure;
}
