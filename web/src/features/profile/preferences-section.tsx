import { profile } from '@loge/protocol';
import { NativeSelect } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { Card, FieldGrid } from '../../ui/card.tsx';
import { Section } from '../../ui/section.tsx';
import { SwitchRow } from '../../ui/toggle.tsx';
import { LookPreferences } from './look-preferences.tsx';
import { PreferenceCell } from './preference-cell.tsx';
import { SavedNote } from './saved-note.tsx';
import { profileTexts } from './texts.ts';
import { TimeZonePreference } from './time-zone-preference.tsx';
import { usePreference } from './use-preference.ts';

/** The member's preferences. Each choice is saved at once. */
export function PreferencesSection({ preferences }: { preferences: profile.Preferences }) {
  const { preferences: texts } = useTexts(profileTexts);
  const fontSize = usePreference('logs_font_size');
  const sort = usePreference('app_sort_key');
  const stream = usePreference('stream_logs');
  const sticky = usePreference('sticky_search');
  return (
    <Section title={texts.title} hint={texts.hint}>
      <Card>
        <FieldGrid>
          <LookPreferences />
          <TimeZonePreference timeZone={preferences.time_zone} />
          <PreferenceCell saving={fontSize.saving}>
            <NativeSelect
              label={texts.fontSize}
              value={preferences.logs_font_size ?? ''}
              onChange={({ currentTarget: { value } }) =>
                fontSize.save(profile.logFontSizes.find((size) => size === value) ?? null)
              }
              data={[
                { value: '', label: texts.fontStandard },
                ...profile.logFontSizes.map((size) => ({ value: size, label: texts.pixels(size) })),
              ]}
            />
          </PreferenceCell>
          <PreferenceCell saving={sort.saving}>
            <NativeSelect
              label={texts.sort}
              value={preferences.app_sort_key ?? 'name'}
              onChange={({ currentTarget: { value } }) => {
                const key = profile.appSortKeys.find((known) => known === value);
                if (key) sort.save(key);
              }}
              data={profile.appSortKeys.map((key) => ({ value: key, label: texts.sorts[key] }))}
            />
          </PreferenceCell>
        </FieldGrid>
        <SwitchRow
          label={texts.stream}
          hint={texts.streamHint}
          checked={preferences.stream_logs}
          onChange={stream.save}
          status={<SavedNote saving={stream.saving} />}
        />
        <SwitchRow
          label={texts.sticky}
          hint={texts.stickyHint}
          checked={preferences.sticky_search}
          onChange={sticky.save}
          status={<SavedNote saving={sticky.saving} />}
        />
      </Card>
    </Section>
  );
}
