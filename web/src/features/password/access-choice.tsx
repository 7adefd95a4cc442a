import { password, type ReplyOf } from '@loge/protocol';
import { useId } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import styles from './access-choice.module.css';
import { keyOf } from './chosen-access.ts';
import { resetTexts } from './reset-texts.ts';

type Reset = ReplyOf<typeof password.openReset>['reset'];

interface Choice {
  readonly ticked: ReadonlySet<string>;
  onChoose(ticked: ReadonlySet<string>): void;
}

/** Lists what else opens the account. What is ticked ends together with the old password. */
export function AccessChoice({ reset, ...choice }: Choice & { reset: Reset }) {
  const { access: texts } = useTexts(resetTexts);
  const lately = reset.access.filter((one) => one.lately);
  const older = reset.access.filter((one) => !one.lately);
  return (
    <>
      {reset.access.length > 0 && (
        <div>
          <h2 className={styles.title}>{texts.title}</h2>
          <p>{texts.intro}</p>
        </div>
      )}
      {lately.length > 0 && (
        <Group {...choice} list={lately} title={texts.lately(password.latelyDays)} hint={texts.latelyHint} />
      )}
      {older.length > 0 && <Group {...choice} list={older} title={texts.older} hint={texts.olderHint} />}
      <Anyway reset={reset} />
      {reset.factor_stays && <p>{texts.factorStays}</p>}
    </>
  );
}

interface GroupProps extends Choice {
  list: readonly password.Access[];
  title: string;
  hint: string;
}

function Group({ list, title, hint, ticked, onChoose }: GroupProps) {
  const { access: texts } = useTexts(resetTexts);
  const id = useId();
  const all = list.every((one) => ticked.has(keyOf(one)));
  const choose = (some: readonly password.Access[], on: boolean) => {
    const next = new Set(ticked);
    for (const one of some) {
      if (on) next.add(keyOf(one));
      else next.delete(keyOf(one));
    }
    onChoose(next);
  };
  return (
    <fieldset className={styles.group} aria-describedby={id}>
      <legend className={styles.legend}>{title}</legend>
      <p className={styles.hint} id={id}>
        {hint}{' '}
        {list.length > 1 && (
          <TextButton onClick={() => choose(list, !all)}>{all ? texts.untickAll : texts.tickAll}</TextButton>
        )}
      </p>
      <div className={styles.checks}>
        {list.map((one) => (
          <Check
            key={keyOf(one)}
            label={one.name === null ? texts.kinds[one.kind] : texts.named(texts.kinds[one.kind], one.name)}
            hint={<Life of={one} />}
            checked={ticked.has(keyOf(one))}
            onChange={(on) => choose([one], on)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** When the entry was made, and when it was last used. */
function Life({ of: { made_at, last_used_at, kind } }: { of: password.Access }) {
  const { access: texts } = useTexts(resetTexts);
  const isUsed = kind !== 'authenticator' && kind !== 'recovery_codes';
  return (
    <>
      {texts.made} <When at={made_at} inside />
      {isUsed && ', '}
      {isUsed &&
        (last_used_at ? (
          <>
            {texts.used} <When at={last_used_at} inside />
          </>
        ) : (
          texts.never
        ))}
    </>
  );
}

/** What ends in any case. */
function Anyway({ reset: { sessions, trusted_browsers, pending_email } }: { reset: Reset }) {
  const { access: texts } = useTexts(resetTexts);
  const lines = [
    ...(sessions > 0 ? [texts.sessions(sessions)] : []),
    ...(trusted_browsers > 0 ? [texts.browsers(trusted_browsers)] : []),
    ...(pending_email === null ? [] : [texts.pending(pending_email)]),
  ];
  if (lines.length === 0) return null;
  return (
    <div>
      {texts.anyway}
      <ul className={styles.anyway}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
