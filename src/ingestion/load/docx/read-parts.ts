import { RagstoneError } from '../../../contracts/error.ts';
import type { OfficePackage } from './open-package.ts';
import { childNamed, directText, parseXml, type XmlElement } from './parse-xml.ts';
import { type Relationship, readRelationships } from './read-relationships.ts';
import { readStyles } from './read-styles.ts';
import type { DocumentParts, NotePart } from './walk-document.ts';

/** Word nests tables to about four levels each; real documents stay under 100. Memory is about 250 bytes an element. */
const limits = {
  maxDepth: 256,
  maxElements: 1_500_000,
  // Looks without meaning; they make up half the elements of a document. None of them is a child of the body.
  ignored: new Set(
    (
      'w:rFonts w:lang w:sz w:szCs w:color w:spacing w:ind w:jc w:kern w:shd w:tcBorders w:tblBorders w:pBdr w:tcW w:tcMar ' +
      'w:vAlign w:tblW w:tblGrid w:lastRenderedPageBreak w:noProof w:highlight w:bCs w:iCs w:tabs w:snapToGrid w:autoSpaceDE ' +
      'w:autoSpaceDN w:adjustRightInd w:widowControl w:keepNext w:keepLines w:contextualSpacing w:textAlignment w:trHeight ' +
      'w:cantSplit m:ctrlPr'
    ).split(' '),
  ),
};

/** Finds and parses the parts of a Word document by their relationships, whatever their names are. */
export async function readParts(
  officePackage: OfficePackage,
  name: string,
): Promise<DocumentParts & { readonly title: string | undefined }> {
  const parse = async (part: string): Promise<XmlElement | undefined> => {
    const xml = await officePackage.read(part);
    return xml === undefined ? undefined : parseXml(xml, part, limits);
  };
  const relationshipsOf = async (part: string) => {
    const slash = part.lastIndexOf('/') + 1;
    const folder = part.slice(0, slash);
    return readRelationships(await parse(`${folder}_rels/${part.slice(slash)}.rels`), folder);
  };
  const packageRelationships = readRelationships(await parse('_rels/.rels'), '');
  const main = targetOf(packageRelationships, 'officeDocument') ?? 'word/document.xml';
  const document = await parse(main);
  const body = childNamed(document, 'w:body');
  if (body === undefined) throw notWord(name);
  const relationships = await relationshipsOf(main);
  const part = async (type: string) => {
    const target = targetOf(relationships, type);
    return target === undefined ? undefined : parse(target);
  };
  const notes = new Map<string, NotePart>();
  for (const kind of ['footnote', 'endnote', 'comment'] as const) {
    const target = targetOf(relationships, `${kind}s`);
    const root = target === undefined ? undefined : await parse(target);
    if (target === undefined || root === undefined) continue;
    const own = await relationshipsOf(target);
    for (const note of root.children) {
      // Lines between text and notes are notes of their own type and hold no text.
      if (typeof note === 'string' || /separator/i.test(note.attributes['w:type'] ?? '')) continue;
      notes.set(`${kind}/${note.attributes['w:id'] ?? ''}`, { root: note, relationships: own });
    }
  }
  const running = async (type: 'header' | 'footer'): Promise<NotePart[]> => {
    const targets = new Set(
      [...relationships.values()].filter((found) => found.type === type).map((found) => found.target),
    );
    const parts: NotePart[] = [];
    for (const target of targets) {
      const root = await parse(target);
      if (root !== undefined) parts.push({ root, relationships: await relationshipsOf(target) });
    }
    return parts;
  };
  const core = await parse(targetOf(packageRelationships, 'core-properties') ?? 'docProps/core.xml');
  return {
    body,
    styles: readStyles(await part('styles')),
    numbering: await part('numbering'),
    notes,
    headers: await running('header'),
    footers: await running('footer'),
    relationships,
    title: coreTitle(core),
  };
}

function targetOf(relationships: ReadonlyMap<string, Relationship>, type: string): string | undefined {
  for (const relationship of relationships.values()) {
    if (relationship.type === type && !relationship.external) return relationship.target;
  }
  return undefined;
}

function coreTitle(core: XmlElement | undefined): string | undefined {
  for (const child of core?.children ?? []) {
    if (typeof child !== 'string' && child.name.endsWith(':title')) {
      return directText(child).replace(/\s+/g, ' ').trim() || undefined;
    }
  }
  return undefined;
}

function notWord(name: string): RagstoneError {
  return new RagstoneError('damaged-document', {
    en: `"${name}" is a zip file without the main part of a Word document. Check that it is a .docx file, or save it again in Word.`,
    zh: `“${name}”是 zip 文件，但缺少 Word 文档的主要部件。请确认它是 .docx 文件，或用 Word 重新保存。`,
  });
}
