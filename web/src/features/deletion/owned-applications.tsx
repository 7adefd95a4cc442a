import type { applications } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { deletionTexts } from './texts.ts';

/** Lists the applications that must be deleted or transferred first, with links to them. */
export function OwnedApplications({ applications }: { applications: readonly applications.Application[] }) {
  const { owned: texts } = useTexts(deletionTexts);
  return (
    <>
      {texts.have(applications.length)}{' '}
      {applications.map(({ id, name, url }, index) => (
        <span key={id}>
          {index > 0 && (index === applications.length - 1 ? texts.and : ', ')}
          {url ? <a href={url}>{name}</a> : name}
        </span>
      ))}
      .
    </>
  );
}
