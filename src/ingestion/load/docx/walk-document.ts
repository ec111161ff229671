import type { BlockKind, ParsedBlock, ViewElement, ViewNode } from '../../../contracts/parsed-document.ts';
import { HeadingPath } from '../section/heading-path.ts';
import { joinPieces, type TextPiece } from '../section/join-pieces.ts';
import { tableBlock } from '../section/table-block.ts';
import { textBlock } from '../section/text-block.ts';
import { chosenBranch } from './chosen-branch.ts';
import { ListNumbering } from './list-numbering.ts';
import { childNamed, childValue, type XmlElement } from './parse-xml.ts';
import { type Cursor, type NoteReference, readInline } from './read-inline.ts';
import type { Relationship } from './read-relationships.ts';
import { numberingOf, outlineLevel, type ParagraphStyle } from './read-styles.ts';
import { nestedCells, readTable } from './read-table.ts';
import { TextAccount } from './text-account.ts';

/** The parts of a package that the walk reads, parsed. */
export interface DocumentParts {
  readonly body: XmlElement;
  readonly styles: ReadonlyMap<string, ParagraphStyle>;
  readonly numbering: XmlElement | undefined;
  /** Notes and comments by `kind/id`, in order. */
  readonly notes: ReadonlyMap<string, NotePart>;
  /** Headers and footers, each part once. */
  readonly headers: readonly NotePart[];
  readonly footers: readonly NotePart[];
  readonly relationships: ReadonlyMap<string, Relationship>;
}

export interface NotePart {
  readonly root: XmlElement;
  readonly relationships: ReadonlyMap<string, Relationship>;
}

export interface WalkedDocument {
  readonly blocks: ParsedBlock[];
  readonly view: ViewElement;
  readonly account: TextAccount;
  /** Text of the first paragraph in a title style. */
  readonly title: string | undefined;
  /** Foreign files that the document embeds in its text. */
  readonly embedded: number;
}

/** What a part makes of its paragraphs: notes and running heads keep their kind whatever their style. */
type Role = 'body' | 'footnote' | 'running-head';

/**
 * Walks the parts in reading order: headers, body with each note and comment
 * behind the block that refers to it, notes that nothing refers to, footers.
 */
export function walkDocument(parts: DocumentParts): WalkedDocument {
  return new DocumentWalker(parts).walk();
}

class DocumentWalker {
  readonly #parts: DocumentParts;
  readonly #account = new TextAccount();
  readonly #lists: ListNumbering;
  readonly #headings = new HeadingPath();
  readonly #blocks: ParsedBlock[] = [];
  readonly #asideViews: ViewElement[] = [];
  readonly #notesRead = new Set<string>();
  readonly #bodyElements: readonly XmlElement[];
  #cursor: Cursor = { element: 0, offset: 0 };
  #relationships: ReadonlyMap<string, Relationship>;
  #boxes: XmlElement[] = [];
  #references: NoteReference[] = [];
  #title: string | undefined;
  #embedded = 0;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
    this.#lists = new ListNumbering(parts.numbering);
    this.#relationships = parts.relationships;
    this.#bodyElements = parts.body.children.filter((child) => typeof child !== 'string');
  }

  walk(): WalkedDocument {
    for (const header of this.#parts.headers) this.#aside(header, 'running-head');
    this.#account.expect(this.#parts.body);
    const bodyViews = this.#bodyElements.map((element, index) => {
      const view = this.#numbered([element], index, 'body');
      this.#notes(this.#references.splice(0));
      return view;
    });
    this.#notes([...this.#parts.notes.keys()].map(parseKey));
    for (const footer of this.#parts.footers) this.#aside(footer, 'running-head');
    return {
      blocks: this.#blocks,
      view: { tag: 'article', children: [...bodyViews, ...this.#asideViews] },
      account: this.#account,
      title: this.#title,
      embedded: this.#embedded,
    };
  }

  /** Reads elements whose text counts under one number, and the text boxes anchored in them behind. */
  #numbered(elements: readonly XmlElement[], number: number, role: Role): ViewElement {
    this.#cursor = { element: number, offset: 0 };
    const children: ViewNode[] = [];
    for (const element of elements) this.#blockLevel(element, children, role);
    for (let box = this.#boxes.shift(); box !== undefined; box = this.#boxes.shift()) {
      const boxView: ViewNode[] = [];
      children.push({ tag: 'div', children: boxView });
      for (const child of box.children) if (typeof child !== 'string') this.#blockLevel(child, boxView, role);
    }
    return { tag: 'div', element: number, children };
  }

  /** A part outside the body: its number follows those of the body's children. */
  #aside(part: NotePart, role: Role): void {
    const outer = this.#relationships;
    this.#relationships = part.relationships;
    this.#account.expect(part.root);
    const elements = part.root.children.filter((child) => typeof child !== 'string');
    this.#asideViews.push(this.#numbered(elements, this.#bodyElements.length + this.#asideViews.length, role));
    this.#relationships = outer;
  }

  #notes(references: readonly NoteReference[]): void {
    for (const { kind, id } of references) {
      const key = `${kind}/${id}`;
      const note = this.#parts.notes.get(key);
      if (note === undefined || this.#notesRead.has(key)) continue;
      this.#notesRead.add(key);
      this.#aside(note, 'footnote');
      // A comment on a note.
      this.#notes(this.#references.splice(0));
    }
  }

  #blockLevel(element: XmlElement, view: ViewNode[], role: Role): void {
    if (element.name === 'w:p') this.#paragraph(element, view, role);
    else if (element.name === 'w:tbl') this.#table(element, view);
    else if (element.name === 'w:altChunk') this.#embedded++;
    else if (/^(?:w:r|w:hyperlink|w:fldSimple|w:del|w:moveFrom|m:oMath|m:oMathPara)$/.test(element.name)) {
      this.#paragraph({ name: 'w:p', attributes: {}, children: [element] }, view, role);
    } else if (!/Pr$/.test(element.name)) {
      const children = element.name === 'mc:AlternateContent' ? chosenBranch(element) : element.children;
      for (const child of children) if (typeof child !== 'string') this.#blockLevel(child, view, role);
    }
  }

  #paragraph(paragraph: XmlElement, view: ViewNode[], role: Role): void {
    const properties = childNamed(paragraph, 'w:pPr');
    const style = this.#parts.styles.get(childValue(properties, 'w:pStyle') ?? '');
    const numbering = numberingOf(properties) ?? style?.numbering;
    const marker = numbering === undefined ? '' : this.#lists.next(numbering.id, numbering.level);
    const before = this.#cursor.offset;
    if (marker !== '') this.#cursor.offset += marker.length;
    const content = readInline(paragraph, this.#cursor, this.#account, this.#relationships);
    this.#boxes.push(...content.boxes);
    this.#references.push(...content.references);
    const hasText = content.pieces.some((piece) => /\S/.test(piece.text));
    if (!hasText) {
      this.#account.trim(lengthOf(content.pieces));
      // The tree keeps the marker so that offsets hold.
      if (content.pieces.length > 0) view.push({ tag: 'p', children: marked(marker, content.view) });
      else this.#cursor.offset = before;
      return;
    }
    const { element } = this.#cursor;
    const trimStart = withoutLeadingSpace(content.pieces, (count) => this.#account.trim(count), marker !== '');
    const pieces: TextPiece[] =
      marker === '' ? content.pieces : [{ text: marker, inserted: true, element, offset: before }, ...trimStart];
    const shape = this.#shape(properties, style, numbering, content.isFormula, role);
    const path = shape.kind === 'heading' ? this.#headings.above(shape.level ?? 6) : this.#headings.current;
    const located = joinPieces(pieces, path);
    this.#account.trim(located.trimmed);
    view.push({ tag: viewTag(shape), children: marked(marker, content.view) });
    if (shape.kind === 'heading') {
      this.#headings.enter(shape.level ?? 6, located.text);
      if (style?.isTitle) this.#title ??= located.text.replace(/\s+/g, ' ').trim();
    }
    this.#emit(textBlock(shape.kind, located, path, { level: shape.level }));
  }

  #shape(
    properties: XmlElement | undefined,
    style: ParagraphStyle | undefined,
    numbering: { id: string; level: number } | undefined,
    isFormula: boolean,
    role: Role,
  ): { kind: BlockKind; level?: number } {
    if (role !== 'body') return { kind: role };
    const heading = outlineLevel(properties) ?? style?.headingLevel;
    if (isFormula) return { kind: 'formula' };
    if (heading !== undefined && childValue(properties, 'w:outlineLvl') !== '9')
      return { kind: 'heading', level: heading };
    if (numbering !== undefined && this.#lists.isKnown(numbering.id)) {
      return { kind: 'list-item', level: numbering.level + 1 };
    }
    const listStyle = /^list (?:bullet|number|continue)\s*(\d?)$/i.exec(style?.name ?? '');
    if (listStyle !== null) return { kind: 'list-item', level: Number(listStyle[1] || 1) };
    if (style?.isCaption) return { kind: 'caption' };
    return { kind: style?.isCode ? 'code' : 'paragraph' };
  }

  #table(table: XmlElement, view: ViewNode[]): void {
    const path = this.#headings.current;
    const { element } = this.#cursor;
    const read = readTable(table, element, path, (cell, cellView) => this.#cell(cell, cellView));
    this.#account.trim(read.trimmed);
    view.push(read.view);
    const block = tableBlock(read.rows, path, element);
    if (block !== undefined) this.#emit(block);
  }

  /** Paragraphs of a cell, with inserted blanks between; a nested table gives its cells in order. */
  #cell(cell: XmlElement, view: ViewNode[]): TextPiece[] {
    const pieces: TextPiece[] = [];
    const read = (element: XmlElement, target: ViewNode[]): void => {
      if (element.name === 'w:p') {
        const properties = childNamed(element, 'w:pPr');
        const style = this.#parts.styles.get(childValue(properties, 'w:pStyle') ?? '');
        const numbering = numberingOf(properties) ?? style?.numbering;
        const marker = numbering === undefined ? '' : this.#lists.next(numbering.id, numbering.level);
        const { offset } = this.#cursor;
        this.#cursor.offset += marker.length;
        const content = readInline(element, this.#cursor, this.#account, this.#relationships);
        this.#boxes.push(...content.boxes);
        this.#references.push(...content.references);
        if (pieces.length > 0) pieces.push({ text: ' ', inserted: true, element: undefined, offset: 0 });
        if (marker !== '') pieces.push({ text: marker, inserted: true, element: this.#cursor.element, offset });
        for (const piece of content.pieces)
          pieces.push(piece.text === '\n' && piece.inserted ? { ...piece, text: ' ' } : piece);
        target.push({ tag: 'p', children: marked(marker, content.view) });
      } else if (element.name === 'w:tbl') {
        const rows: ViewNode[] = [];
        target.push({ tag: 'div', children: rows });
        for (const inner of nestedCells(element)) {
          const children: ViewNode[] = [];
          rows.push({ tag: 'div', children });
          for (const child of inner.children) if (typeof child !== 'string') read(child, children);
        }
      } else if (!/Pr$/.test(element.name)) {
        const children = element.name === 'mc:AlternateContent' ? chosenBranch(element) : element.children;
        for (const child of children) if (typeof child !== 'string') read(child, target);
      }
    };
    for (const child of cell.children) if (typeof child !== 'string') read(child, view);
    return pieces;
  }

  #emit(block: ParsedBlock): void {
    for (const run of block.runs) this.#account.keep(run.end - run.start);
    this.#blocks.push(block);
  }
}

const lengthOf = (pieces: readonly TextPiece[]) =>
  pieces.reduce((sum, piece) => sum + (piece.inserted ? 0 : piece.text.length), 0);

const marked = (marker: string, view: readonly ViewNode[]): ViewNode[] =>
  marker === '' ? [...view] : [marker, ...view];

function parseKey(key: string): NoteReference {
  const [kind = '', id = ''] = key.split('/');
  return { kind: kind as NoteReference['kind'], id };
}

function viewTag({ kind, level }: { kind: BlockKind; level?: number }): string {
  if (kind === 'heading') return `h${level ?? 6}`;
  return kind === 'code' ? 'pre' : 'p';
}

/** Behind a list marker the white space that begins the text would no longer be at the block's edge. */
function withoutLeadingSpace(
  pieces: readonly TextPiece[],
  trim: (characters: number) => void,
  wanted: boolean,
): readonly TextPiece[] {
  if (!wanted) return pieces;
  const kept: TextPiece[] = [];
  let leading = true;
  for (const piece of pieces) {
    const blank = leading ? (/^[\t\n\f\r ]*/.exec(piece.text)?.[0].length ?? 0) : 0;
    if (!piece.inserted) trim(blank);
    if (blank < piece.text.length) {
      leading = false;
      kept.push({ ...piece, text: piece.text.slice(blank), offset: piece.offset + blank });
    }
  }
  return kept;
}
