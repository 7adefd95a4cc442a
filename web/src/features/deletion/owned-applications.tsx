import type { applications } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { deletionTexts } from './texts.ts';

/** What has to go first, with the way to it. */
export function OwnedApplications({ applications }: { applications: readonly applications.Application[] }) {
  const { asking: texts } = useTexts(deletionTexts);
  return (
    <div>
      <p>{texts.blocked}</p>
      <ul>
        {applications.map(({ id, name, url }) => (
          <li key={id}>{url ? <a href={url}>{name}</a> : name}</li>
        ))}
      </ul>
    </div>
  );
}
