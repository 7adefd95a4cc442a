import {
  PDFArray,
  PDFBool,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFStream,
} from '@cantoo/pdf-lib';
import type { contracts, FieldCodeOf } from '@loge/protocol';
import { heavyBytes, maxPdfBytes, type PdfFinding, type PdfToCheck } from './pdf-finding.ts';

/**
 * What a PDF of a contract may not hold: whatever acts, opens, sends, or is another file. Every object that the file has is
 * walked, referred to or not; what streams of objects hold is among them. Names are compared as they read, however they are
 * written (`/J#61vaScript`).
 */
type Refusal = FieldCodeOf<'publishing'>;

/** Actions, by what they are called (ISO 32000-2, table 201). */
const actions = new Map<string, Refusal>([
  ['JavaScript', 'pdf_script'],
  ['Launch', 'pdf_launch'],
  ['GoToR', 'pdf_launch'],
  ['GoToE', 'pdf_launch'],
  ['SubmitForm', 'pdf_submit'],
  ['ImportData', 'pdf_submit'],
  ['Rendition', 'pdf_active'],
  ['Movie', 'pdf_active'],
  ['Sound', 'pdf_active'],
  ['GoTo3DView', 'pdf_active'],
  ['RichMediaExecute', 'pdf_active'],
]);

/** Keys that nothing else has. */
const keys = new Map<string, Refusal>([
  ['JS', 'pdf_script'],
  ['JavaScript', 'pdf_script'],
  ['EmbeddedFiles', 'pdf_embeds'],
  ['EF', 'pdf_embeds'],
  ['Collection', 'pdf_embeds'],
  ['XFA', 'pdf_active'],
]);

/** Types and subtypes of objects and annotations. */
const types = new Map<string, Refusal>([
  ['EmbeddedFile', 'pdf_embeds'],
  ['FileAttachment', 'pdf_embeds'],
  ['RichMedia', 'pdf_active'],
  ['Screen', 'pdf_active'],
  ['Movie', 'pdf_active'],
  ['Sound', 'pdf_active'],
  ['3D', 'pdf_active'],
]);

/**
 * Words that are looked for in the bytes too. A reader that goes by the table of offsets could be led to an object that stands
 * within the content of another. They are long, so that no compressed content spells them by chance.
 */
const spelled: readonly (readonly [RegExp, Refusal])[] = [
  [/\/JavaScript(?![A-Za-z0-9])/, 'pdf_script'],
  [/\/Launch(?![A-Za-z0-9])/, 'pdf_launch'],
  [/\/SubmitForm(?![A-Za-z0-9])/, 'pdf_submit'],
  [/\/ImportData(?![A-Za-z0-9])/, 'pdf_submit'],
  [/\/EmbeddedFile(?![A-Za-z0-9])/, 'pdf_embeds'],
  [/\/RichMedia(?![A-Za-z0-9])/, 'pdf_active'],
];

export async function lookIntoPdf({ bytes, locale }: PdfToCheck): Promise<PdfFinding> {
  const refused = (code: Refusal): PdfFinding => ({ refused: code, warnings: [] });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!/^%PDF-\d/.test(file.toString('latin1', 0, 6))) return refused('pdf_none');
  if (file.length > maxPdfBytes) return refused('pdf_too_large');
  if (goesOn(file)) return refused('pdf_appended');
  const objects: PDFObject[] = [];
  let document: PDFDocument;
  try {
    document = await loaded(file, objects);
  } catch {
    // What is compressed is encrypted too, and reads as nothing.
    return refused(/\/Encrypt\b/.test(file.toString('latin1')) ? 'pdf_encrypted' : 'pdf_unreadable');
  }
  const { context } = document;
  if (context.trailerInfo.Encrypt !== undefined) return refused('pdf_encrypted');
  const found = walk([...objects, ...Object.values(context.trailerInfo)]) ?? spelledOut(file);
  if (found) return refused(found);
  try {
    if (document.getPageCount() === 0) return refused('pdf_unreadable');
    return { refused: null, warnings: warningsOf(document, locale, file.length) };
  } catch {
    return refused('pdf_unreadable');
  }
}

/** Loads the file, and collects every object: also one that a later object of the same number hides. */
async function loaded(file: Buffer, objects: PDFObject[]): Promise<PDFDocument> {
  const { assign } = PDFContext.prototype;
  PDFContext.prototype.assign = function (this: PDFContext, ref, object) {
    objects.push(object);
    assign.call(this, ref, object);
  };
  try {
    return await PDFDocument.load(file, {
      ignoreEncryption: true,
      throwOnInvalidObject: true,
      updateMetadata: false,
      preserveXFA: true,
    });
  } finally {
    PDFContext.prototype.assign = assign;
  }
}

/** Whether something follows the end, or the whole reads as a ZIP file too, whose directory stands at the end. */
function goesOn(file: Buffer): boolean {
  const end = file.lastIndexOf('%%EOF');
  if (end < 0) return false;
  if (!/^[\0\t\n\f\r ]*$/.test(file.toString('latin1', end + 5))) return true;
  const from = Math.max(0, file.length - 65_557);
  for (let at = file.indexOf('PK\x05\x06', from); at >= 0; at = file.indexOf('PK\x05\x06', at + 1)) {
    if (at + 22 <= file.length && at + 22 + file.readUInt16LE(at + 20) === file.length) return true;
  }
  return false;
}

/** References are not followed: what they lead to is an object by itself. */
function walk(objects: readonly (PDFObject | undefined)[]): Refusal | null {
  const waiting = [...objects];
  for (let object = waiting.pop(); object !== undefined || waiting.length > 0; object = waiting.pop()) {
    if (object instanceof PDFArray) for (const item of object.asArray()) waiting.push(item);
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) continue;
    const refused = refusalOf(dict);
    if (refused) return refused;
    for (const value of dict.values()) waiting.push(value);
  }
  return null;
}

function refusalOf(dict: PDFDict): Refusal | null {
  const named = (key: string): string => {
    const value = dict.get(PDFName.of(key));
    return value instanceof PDFName ? value.decodeText() : '';
  };
  for (const key of dict.keys()) {
    const refused = keys.get(key.decodeText());
    if (refused) return refused;
  }
  return actions.get(named('S')) ?? types.get(named('Type')) ?? types.get(named('Subtype')) ?? null;
}

function spelledOut(file: Buffer): Refusal | null {
  // A name may have any of its letters written as `#` and two digits (ISO 32000-2, 7.3.5).
  const text = file
    .toString('latin1')
    .replace(/#([0-9A-Fa-f]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return spelled.find(([word]) => word.test(text))?.[1] ?? null;
}

function warningsOf(document: PDFDocument, locale: string, size: number): contracts.PdfWarning[] {
  const { catalog } = document;
  const language = document.getLanguage()?.trim().toLowerCase() ?? '';
  const marked = catalog.lookupMaybe(PDFName.of('MarkInfo'), PDFDict)?.lookup(PDFName.of('Marked'));
  const tagged = marked === PDFBool.True && catalog.has(PDFName.of('StructTreeRoot'));
  const found: [contracts.PdfWarning, boolean][] = [
    ['no_title', (document.getTitle() ?? '').trim() === ''],
    ['no_language', language === ''],
    ['other_language', language !== '' && language.split('-')[0] !== locale],
    ['not_tagged', !tagged],
    ['heavy', size > heavyBytes],
  ];
  return found.filter(([, is]) => is).map(([warning]) => warning);
}
