import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { handMadePdf } from '../../../test/hand-made-pdf.ts';
import { checkPdfs } from './check-pdfs.ts';
import { maxPdfBytes } from './pdf-finding.ts';

const find = async (bytes: Uint8Array, locale: 'en' | 'fr' = 'en') =>
  (await checkPdfs([{ bytes, locale }]))[0];
const refusal = async (bytes: Uint8Array) => (await find(bytes))?.refused;

/** A PDF by a library, with whatever a test adds. */
async function made(add: (document: PDFDocument) => unknown = () => {}): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('Terms');
  document.setLanguage('en');
  document.addPage().drawText('Terms');
  await add(document);
  return document.save();
}

/** One page with a link that does something. */
const withAction = (action: string) =>
  handMadePdf({ objects: [`<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A ${action}>>`] });

it('a good PDF is taken, by a library or by hand', async () => {
  expect(await find(handMadePdf())).toEqual({ refused: null, warnings: [] });
  expect(await find(await made())).toEqual({ refused: null, warnings: ['not_tagged'] });
  expect(await refusal(withAction('<</S/URI/URI(https://example.test)>>'))).toBeNull();
});

it.each([
  ['empty', Buffer.alloc(0)],
  ['a text', Buffer.from('These are the terms.')],
  ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a PDF that begins later', Buffer.concat([Buffer.from('\n'), handMadePdf()])],
  ['a web page before a PDF', Buffer.concat([Buffer.from('<script>alert(1)</script>'), handMadePdf()])],
])('what is no PDF from its first byte on is refused: %s', async (_what, bytes) => {
  expect(await refusal(bytes)).toBe('pdf_none');
});

it.each([
  ['a header alone', Buffer.from('%PDF-1.7\n')],
  ['nonsense behind the header', Buffer.from(`%PDF-1.7\n${'nothing '.repeat(1000)}`)],
  ['cut short', handMadePdf().subarray(0, 200)],
  [
    'without pages',
    Buffer.from(
      handMadePdf().toString('latin1').replace('/Kids[3 0 R]/Count 1', '/Kids[]/Count 0'),
      'latin1',
    ),
  ],
])('what cannot be read is refused: %s', async (_what, bytes) => {
  expect(await refusal(bytes)).toBe('pdf_unreadable');
});

it('more than 20 MiB is refused, and 20 MiB is not', async () => {
  const filled = (size: number) => {
    const bare = handMadePdf({ objects: ['<</Length 0>>stream\n\nendstream'] });
    const filling = size - bare.length;
    return handMadePdf({
      objects: [`<</Length ${filling}>>stream\n${' '.repeat(filling)}\nendstream`],
    }).subarray(0, size + 100);
  };
  expect(await refusal(Buffer.concat([handMadePdf(), Buffer.alloc(50 * 1024 * 1024)]))).toBe('pdf_too_large');
  expect(await find(filled(maxPdfBytes - 1000))).toEqual({ refused: null, warnings: ['heavy'] });
});

it('a polyglot is refused: another file behind the end, or a ZIP around it', async () => {
  const pdf = handMadePdf();
  expect(await refusal(Buffer.concat([pdf, Buffer.from('<script>alert(1)</script>')]))).toBe('pdf_appended');
  // A ZIP whose comment is the rest of the PDF ends where the PDF ends.
  const at = pdf.indexOf('5 0 obj');
  const directory = Buffer.alloc(22);
  directory.write('PK\x05\x06', 'latin1');
  directory.writeUInt16LE(pdf.length - at, 20);
  const both = Buffer.concat([pdf.subarray(0, at), directory, pdf.subarray(at)]);
  expect(await refusal(both)).toBe('pdf_appended');
});

it('an encrypted one is refused, in both forms of its table', async () => {
  expect(
    await refusal(await made((document) => document.encrypt({ ownerPassword: 'x', userPassword: 'y' }))),
  ).toBe('pdf_encrypted');
  const old = handMadePdf({
    objects: ['<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>'],
    trailer: '/Encrypt 9 0 R',
  });
  expect(await refusal(old)).toBe('pdf_encrypted');
});

it.each([
  ['of the document', handMadePdf({ catalogue: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' })],
  ['of a page', withAction('<</S/JavaScript/JS(x)>>')],
  ['with its name written in another way', withAction('<</S/J#61v#61Script/J#53(x)>>')],
  ['in an object that nothing refers to', handMadePdf({ objects: ['<</S/JavaScript/JS(x)>>'] })],
  ['in a chain of actions', withAction('<</S/URI/URI(https://a.test)/Next[<</S/JavaScript/JS(x)>>]>>')],
  ['that another object of the same number hides', hidden()],
  ['within the content of a stream, for readers that go by offsets', inStream()],
])('JavaScript is refused: %s', async (_what, bytes) => {
  expect(await refusal(bytes)).toBe('pdf_script');
});

it('JavaScript is refused in what is compressed', async () => {
  expect(await refusal(await made((document) => document.addJavaScript('x', 'app.alert(1)')))).toBe(
    'pdf_script',
  );
});

/** The table of offsets leads to the first of two objects; whoever reads on sees the second. */
function hidden(): Buffer {
  const text = handMadePdf({ objects: ['<</S/JavaScript/JS(x)>>'] }).toString('latin1');
  return Buffer.from(text.replace('xref\n', '9 0 obj\n<<>>\nendobj\nxref\n'), 'latin1');
}

function inStream(): Buffer {
  const content = '20 0 obj\n<</S/JavaScript/JS(x)>>\nendobj';
  return handMadePdf({ objects: [`<</Length ${content.length}>>stream\n${content}\nendstream`] });
}

it.each([
  ['launching a program', '<</S/Launch/F(calc.exe)>>', 'pdf_launch'],
  ['opening another file', '<</S/GoToR/F(other.pdf)/D[0/Fit]>>', 'pdf_launch'],
  ['opening an embedded file', '<</S/GoToE/D[0/Fit]>>', 'pdf_launch'],
  ['sending a form', '<</S/SubmitForm/F(https://example.test)>>', 'pdf_submit'],
  ['fetching data', '<</S/ImportData/F(data.fdf)>>', 'pdf_submit'],
  ['playing a film', '<</S/Rendition>>', 'pdf_active'],
  ['playing a sound', '<</S/Sound/Sound 2 0 R>>', 'pdf_active'],
])('an action is refused: %s', async (_what, action, code) => {
  expect(await refusal(withAction(action))).toBe(code);
});

it('embedded files are refused, attached to the document or to a page', async () => {
  const attached = await made((document) => document.attach(Buffer.from('hello'), 'hello.txt', {}));
  expect(await refusal(attached)).toBe('pdf_embeds');
  const onPage = handMadePdf({ objects: ['<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>'] });
  expect(await refusal(onPage)).toBe('pdf_embeds');
  const portfolio = handMadePdf({ catalogue: '/Collection<</View/T>>' });
  expect(await refusal(portfolio)).toBe('pdf_embeds');
});

it('a form that builds itself, film and 3D are refused', async () => {
  expect(await refusal(handMadePdf({ catalogue: '/AcroForm<</XFA[]/Fields[]>>' }))).toBe('pdf_active');
  for (const subtype of ['RichMedia', 'Screen', '3D', 'Movie'])
    expect(await refusal(handMadePdf({ objects: [`<</Type/Annot/Subtype/${subtype}>>`] }))).toBe(
      'pdf_active',
    );
});

it('words about scripts in a text are no script', async () => {
  expect(await refusal(handMadePdf({ text: 'We use JavaScript and launch actions.' }))).toBeNull();
});

it('a missing title, language or tagging is said, and another language than expected', async () => {
  const bare = handMadePdf({ title: '', language: '', tagged: false });
  expect(await find(bare)).toEqual({ refused: null, warnings: ['no_title', 'no_language', 'not_tagged'] });
  expect((await find(handMadePdf({ language: 'en-GB' }), 'fr'))?.warnings).toEqual(['other_language']);
  expect((await find(handMadePdf({ language: 'fr-FR' }), 'fr'))?.warnings).toEqual([]);
});

it('one that takes the thread down with it is unreadable, and takes no other along', async () => {
  // Ten million nested lists end any reader that goes down into them.
  const deep = handMadePdf({ objects: ['['.repeat(5_000_000)] });
  const found = await checkPdfs([
    { bytes: handMadePdf(), locale: 'en' },
    { bytes: deep, locale: 'en' },
  ]);
  expect(found.map(({ refused }) => refused)).toEqual([null, 'pdf_unreadable']);
});
