import type { contracts, FieldCodeOf, Locale } from '@loge/protocol';

export interface PdfToCheck {
  readonly bytes: Uint8Array;
  /** The language that it should be in. */
  readonly locale: Locale;
}

/** Why a PDF is refused, or what might be better. */
export interface PdfFinding {
  readonly refused: FieldCodeOf<'publishing'> | null;
  readonly warnings: readonly contracts.PdfWarning[];
}

const mib = 1024 * 1024;
export const maxPdfBytes = 20 * mib;
/** Many mail servers take 10 MiB and less, and in a mail a file grows by a third. */
export const heavyBytes = 5 * mib;
