/** What stands in a PDF that a test writes by hand. */
interface HandMade {
  readonly text?: string;
  readonly title?: string;
  readonly language?: string;
  readonly tagged?: boolean;
  /** More entries of the catalogue, as they stand in the file: `/OpenAction 9 0 R`. */
  readonly catalogue?: string;
  /** More objects, numbered from 9 on: `<</S/JavaScript/JS(x)>>`. */
  readonly objects?: readonly string[];
  /** More entries of the trailer. */
  readonly trailer?: string;
}

/** A page of text with everything that a good document has, as bytes that no library wrote. */
export function handMadePdf({
  text = 'Terms',
  title = 'Terms',
  language = 'en',
  tagged = true,
  catalogue = '',
  objects = [],
  trailer = '',
}: HandMade = {}): Buffer {
  const content = `BT /F1 12 Tf 72 720 Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const all = [
    `<</Type/Catalog/Pages 2 0 R${language ? `/Lang(${language})` : ''}${tagged ? '/MarkInfo<</Marked true>>/StructTreeRoot 7 0 R' : ''}${catalogue}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    title ? `<</Title(${title})>>` : '<<>>',
    '<</Type/StructTreeRoot>>',
    '<<>>',
    ...objects,
  ];
  let file = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const offsets = all.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<</Size ${all.length + 1}/Root 1 0 R/Info 6 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
