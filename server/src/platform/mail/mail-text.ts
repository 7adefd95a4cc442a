import type { Locale, PageName } from '@loge/protocol';
import type { Reader } from '../../db/open.ts';
import type { LastingPurpose } from '../crypto/secret-key.ts';
import type { JobOrder } from '../jobs/order.ts';

/** One mail in one language. Plain sentences: the layout escapes and dresses them. */
export interface MailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The one act, if there is one; the link also stands whole in the plain text. */
  readonly button?: { readonly label: string; readonly url: string };
  /** After the button: how long it is good, and the like. */
  readonly notes?: readonly string[];
  /** Why this mail was sent, and what to do if it was not you; without it, only the latter. */
  readonly why?: readonly string[];
}

/** What every mail may speak of. */
export interface MailSetting {
  readonly platformName: string;
  readonly supportEmail: string;
  readonly publicUrl: URL;
  /** Absolute URL of a page. */
  url(page: PageName, query?: Record<string, string>): string;
  /** Our MAC over a text, for links that need no row of their own; it names its key, and holds when another takes its place. */
  mac(purpose: LastingPurpose, text: string): string;
  /** Date and time as people say them, in the reader's zone. */
  date(instant: string): string;
  /** When something was done, and from which address. */
  when(act: { readonly at: string; readonly remoteIp: string | null }): string;
}

export type MailWriter<P> = (params: P, setting: MailSetting) => MailText;

/**
 * Subject of one mail instead of several like ones.
 * @param when `between 10:02 and 10:09`, in the reader's zone and language.
 */
type SeveralSubject = (count: number, when: string) => string;

/** A file that comes with a mail. */
interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A kind of mail in both languages; leaving one out does not compile. */
export interface MailKind<P = unknown> {
  readonly template: string;
  readonly texts: Record<Locale, MailWriter<P>>;
  /** Extra headers, such as `List-Unsubscribe`. */
  readonly headers?: (params: P, setting: MailSetting) => Record<string, string>;
  /** Files that come with it, read when it is sent. */
  readonly attach?: (reader: Reader, params: P) => Promise<readonly Attachment[]>;
  /** Secret of the link without which the mail is of no use; null when it tells something besides. */
  readonly onlyLink?: (params: P) => string | null;
  /** What is to be done when the reader's server says that it will never take the mail. */
  readonly refused?: (params: P) => JobOrder;
  /** Several to one reader within minutes are one mail, which says each of them in full. */
  readonly several?: Record<Locale, SeveralSubject>;
}
