import { type contracts, type Locale, locales } from '@loge/protocol';
import { documentPath } from '../../api/platform-contracts.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { Hidden } from '../../ui/hidden.tsx';
import styles from './documents.module.css';
import { contractTexts } from './texts.ts';

/** The documents of a version: each to read and to download, in the page's language and in the other. */
export function Documents({ of }: { of: contracts.Contract }) {
  const texts = useTexts(contractTexts);
  const locale = useLocale();
  // The page's language first.
  const languages = locales.toSorted((a, b) => Number(b === locale) - Number(a === locale));
  const news = of.blog_article[locale];
  return (
    <ul className={styles.list}>
      {of.documents.map((document) => (
        <li key={document.pdf[locale]}>
          {document.name[locale]}
          {languages.map((language) => (
            <Links key={language} document={document} language={language} />
          ))}
        </li>
      ))}
      {news && (
        <li>
          <Outside to={news}>{texts.news}</Outside>
        </li>
      )}
    </ul>
  );
}

interface LinksProps {
  document: contracts.Contract['documents'][number];
  language: Locale;
}

function Links({ document, language }: LinksProps) {
  const texts = useTexts(contractTexts);
  const path = documentPath(document.pdf[language]);
  const web = document.web[language];
  const name = `${document.name[language]} (${texts.languages[language]})`;
  return (
    <span className={styles.links}>
      <span className={styles.language}>{texts.languages[language]}</span>
      <a href={path} target="_blank" rel="noopener" aria-label={`${texts.readLong(name)} ${texts.newWindow}`}>
        {texts.read}
      </a>
      <a href={path} download aria-label={texts.downloadLong(name)}>
        {texts.download}
      </a>
      {web && <Outside to={web}>{texts.onWeb}</Outside>}
    </span>
  );
}

function Outside({ to, children }: { to: string; children: string }) {
  const { newWindow } = useTexts(contractTexts);
  return (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
      <Hidden> {newWindow}</Hidden>
    </a>
  );
}
