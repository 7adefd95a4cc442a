import { type apiTokens, scopes as ownScopes, type ReplyOf, type Scope } from '@loge/protocol';
import type { ReactNode } from 'react';
import { boot } from '../../api/boot.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Check } from '../../ui/toggle.tsx';
import styles from './scope-choice.module.css';
import { tokenTexts } from './texts.ts';

interface Props {
  offered: ReplyOf<typeof apiTokens.listScopes>['scopes'];
  chosen: readonly string[];
  error: ReactNode;
  onChange(chosen: readonly string[]): void;
}

const isOwn = (name: string): name is Scope => ownScopes.some((scope) => scope === name);

/** What a token may do: the platform's permissions in its own words, the account's in ours. */
export function ScopeChoice({ offered, chosen, error, onChange }: Props) {
  const { scopes: words, form: texts } = useTexts(tokenTexts);
  const locale = useLocale();
  const worded = offered.map(({ name, description }) => {
    if (isOwn(name)) return { name, own: true, ...words[name] };
    return { name, own: false, label: description?.[locale] ?? name, hint: '' };
  });
  // The platform's permissions come first, because most tools need those.
  const groups = [
    { label: boot.platformName, list: worded.filter(({ own }) => !own) },
    { label: texts.own, list: worded.filter(({ own }) => own) },
  ].filter(({ list }) => list.length > 0);
  return groups.map(({ label, list }, place) => (
    <CheckGroup key={label} label={label} error={place === 0 && error}>
      {list.map(({ name, label: said, hint }, row) => (
        <Check
          key={name}
          label={said}
          hint={
            <>
              <code className={styles.scope} translate="no">
                {name}
              </code>
              {hint && ` · ${hint}`}
            </>
          }
          checked={chosen.includes(name)}
          invalid={Boolean(error) && place === 0 && row === 0}
          onChange={(on) => onChange(on ? [...chosen, name] : chosen.filter((other) => other !== name))}
        />
      ))}
    </CheckGroup>
  ));
}
