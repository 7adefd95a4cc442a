import { isTimeZone } from '@loge/protocol';
import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { browserZone } from '../../i18n/browser-zone.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { TextButton } from '../../ui/text-button.tsx';
import { useMinute } from '../../ui/use-minute.ts';
import { PreferenceCell } from './preference-cell.tsx';
import { profileTexts } from './texts.ts';
import { timeZones, zoneName } from './time-zones.ts';
import { usePreference } from './use-preference.ts';

export function TimeZonePreference({ timeZone }: { timeZone: string | null }) {
  const { preferences: texts } = useTexts(profileTexts);
  const format = useFormat();
  const now = useMinute();
  const { save, saving } = usePreference('time_zone');
  const here = browserZone();
  const zones = useMemo(
    () => timeZones(timeZone).map((zone) => ({ value: zone, label: zoneName(zone) })),
    [timeZone],
  );
  const elsewhere = timeZone === null || timeZone === here ? null : here;
  const shown = timeZone ?? here;
  const clock = shown !== null && isTimeZone(shown) ? texts.now(format.time(now, shown)) : '';
  return (
    <PreferenceCell saving={saving}>
      <NativeSelect
        label={texts.timeZone}
        value={timeZone ?? ''}
        onChange={({ currentTarget: { value } }) => save(value || null)}
        data={[{ value: '', label: texts.asBrowser(here && zoneName(here)) }, ...zones]}
        description={
          <>
            {clock}
            {elsewhere !== null && (
              <>
                {` ${texts.here(zoneName(elsewhere))} `}
                <TextButton onClick={() => save(elsewhere)}>{texts.useHere}</TextButton>
              </>
            )}
          </>
        }
      />
    </PreferenceCell>
  );
}
