import type { Locale } from '@loge/protocol';
import { escapeHtml } from '../html.ts';
import type { MailSetting, MailText } from './mail-text.ts';
import { phrases } from './phrases.ts';
import { broken, piecesOf, unlinked } from './unlinked.ts';

const whyOf = (text: MailText, setting: MailSetting, locale: Locale): readonly string[] =>
  text.why ?? [phrases[locale].notYou(setting)];

export function plainMail(text: MailText, setting: MailSetting, locale: Locale): string {
  const blocks = [
    ...text.paragraphs.map((line) => unlinked(line, setting.publicUrl.origin)),
    ...(text.button ? [`${text.button.label}${locale === 'fr' ? '\u202f:' : ':'}\n${text.button.url}`] : []),
    ...(text.notes ?? []).map((line) => unlinked(line, setting.publicUrl.origin)),
    '--',
    ...whyOf(text, setting, locale).map((line) => unlinked(line, setting.publicUrl.origin)),
    ...(setting.supportEmail ? [phrases[locale].help(setting.supportEmail)] : []),
    setting.platformName,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** A sentence as HTML, in which only our own URLs are links. */
const sentence = (text: string, origin: string): string =>
  piecesOf(text, origin)
    .map((piece) =>
      piece.ours
        ? `<a href="${escapeHtml(piece.text)}" style="color:inherit;word-break:break-all">${escapeHtml(piece.text)}</a>`
        : escapeHtml(broken(piece.text)),
    )
    .join('');

/**
 * A mail that looks like the pages. Styles are on the elements and the layout is a table, because mail readers drop style
 * sheets and support little layout.
 */
export function htmlMail(
  text: MailText,
  setting: MailSetting,
  locale: Locale,
  accent: { light: string; onLight: string },
): string {
  const paragraph = (line: string, style: string): string =>
    `<p style="margin:0 0 14px;${style}">${sentence(line, setting.publicUrl.origin)}</p>`;
  const soft = 'color:#5d626d;font-size:13px;line-height:1.5;';
  const body = 'font-size:15px;line-height:1.55;';
  // The support address is the operator's, as configured, so it need not be broken.
  const help = setting.supportEmail
    ? `<p style="margin:0 0 14px;${soft}">${escapeHtml(phrases[locale].help(setting.supportEmail))}</p>`
    : '';
  const button = text.button
    ? `<p style="margin:22px 0"><a href="${escapeHtml(text.button.url)}" style="display:inline-block;background:${accent.light};color:${accent.onLight};text-decoration:none;font-weight:600;font-size:15px;padding:11px 20px;border-radius:8px">${escapeHtml(text.button.label)}</a></p>`
    : '';
  const link = text.button
    ? `<p style="margin:0 0 14px;${soft}">${escapeHtml(phrases[locale].link)}<br><a href="${escapeHtml(text.button.url)}" style="color:#5d626d;word-break:break-all">${escapeHtml(text.button.url)}</a></p>`
    : '';
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(text.subject)}</title></head>
<body style="margin:0;background:#faf9f6;color:#1d1f24;font-family:'Instrument Sans',system-ui,-apple-system,'Segoe UI',sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#faf9f6"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left"><tr><td>
<p style="margin:0 0 18px;font-weight:600;font-size:15px">${escapeHtml(setting.platformName)}</p>
<div style="background:#ffffff;border:1px solid #e6e3dc;border-radius:12px;padding:26px 26px 14px">
<h1 style="margin:0 0 16px;font-size:20px;font-weight:600">${escapeHtml(broken(text.subject))}</h1>
${text.paragraphs.map((line) => paragraph(line, body)).join('\n')}
${button}
${(text.notes ?? []).map((line) => paragraph(line, body)).join('\n')}
${link}
</div>
<div style="padding:18px 4px 0">
${whyOf(text, setting, locale)
  .map((line) => paragraph(line, soft))
  .join('\n')}
${help}
</div>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}
