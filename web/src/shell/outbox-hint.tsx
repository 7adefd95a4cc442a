import { boot } from '../api/boot.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { Link } from './link.tsx';
import { shellTexts } from './texts.ts';

/** In the demo no mail leaves the machine. This hint says where to read it instead. */
export function OutboxHint() {
  const { outbox } = useTexts(shellTexts);
  if (!boot.demo) return null;
  return (
    <p>
      {outbox.before} <Link to={paths.outbox}>{outbox.act}</Link>
    </p>
  );
}
