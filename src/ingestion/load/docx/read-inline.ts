import type { ViewNode } from '../../../contracts/parsed-document.ts';
import type { TextPiece } from '../section/join-pieces.ts';
import { chosenBranch } from './chosen-branch.ts';
import { equationLatex } from './equation-latex.ts';
import { childNamed, childrenNamed, directText, type XmlElement } from './parse-xml.ts';
import type { Relationship } from './read-relationships.ts';
import { allText, elementCharacter, type TextAccount } from './text-account.ts';

/** Where the walk stands: the numbered element and how much of its text has been read. */
export interface Cursor {
  element: number;
  offset: number;
}

/** What stands elsewhere and is spoken of here. */
export interface NoteReference {
  readonly kind: 'footnote' | 'endnote' | 'comment';
  readonly id: string;
}

export interface InlineContent {
  readonly pieces: TextPiece[];
  readonly references: NoteReference[];
  /** Contents of text boxes that are anchored here. */
  readonly boxes: XmlElement[];
  readonly view: ViewNode[];
  /** Equations and no other text: a formula of its own. */
  readonly isFormula: boolean;
}

const references: Readonly<Record<string, NoteReference['kind']>> = {
  'w:footnoteReference': 'footnote',
  'w:endnoteReference': 'endnote',
  'w:commentReference': 'comment',
};

/** Reads the runs of a paragraph: one piece for each `w:t`, in order, with its place. Moves the cursor on. */
export function readInline(
  paragraph: XmlElement,
  cursor: Cursor,
  account: TextAccount,
  relationships: ReadonlyMap<string, Relationship>,
): InlineContent {
  const isFormula = hasEquation(paragraph) && !/\S/.test(allText(paragraph));
  const found: InlineContent = { pieces: [], references: [], boxes: [], view: [], isFormula };
  new InlineReader(found, cursor, account, relationships).children(paragraph, found.view);
  return found;
}

function hasEquation(root: XmlElement): boolean {
  return root.children.some((child) => typeof child !== 'string' && (child.name === 'm:oMath' || hasEquation(child)));
}

class InlineReader {
  readonly #found: InlineContent;
  readonly #cursor: Cursor;
  readonly #account: TextAccount;
  readonly #relationships: ReadonlyMap<string, Relationship>;

  constructor(
    found: InlineContent,
    cursor: Cursor,
    account: TextAccount,
    relationships: ReadonlyMap<string, Relationship>,
  ) {
    this.#found = found;
    this.#cursor = cursor;
    this.#account = account;
    this.#relationships = relationships;
  }

  children(parent: XmlElement, view: ViewNode[]): void {
    for (const child of parent.children) if (typeof child !== 'string') this.#element(child, view);
  }

  #element(element: XmlElement, view: ViewNode[]): void {
    const reference = references[element.name];
    const character = elementCharacter(element);
    if (reference !== undefined) this.#found.references.push({ kind: reference, id: element.attributes['w:id'] ?? '' });
    else if (character !== undefined) this.#text(character, view, false);
    else if (/Pr$/.test(element.name)) return;
    else this.#named(element, view);
  }

  #named(element: XmlElement, view: ViewNode[]): void {
    const { name } = element;
    if (name === 'w:t') this.#text(directText(element), view, false);
    else if (name === 'w:tab' || name === 'w:ptab') this.#text('\t', view, true);
    else if (name === 'w:br' || name === 'w:cr') this.#lineBreak(view);
    else if (name === 'w:r') this.#run(element, view);
    else if (name === 'w:hyperlink') this.#link(element, view);
    else if (name === 'w:del' || name === 'w:delText') {
      this.#account.skip('deleted-by-tracked-change', allText(element));
    } else if (name === 'w:moveFrom') this.#account.skip('moved-by-tracked-change', allText(element));
    else if (name === 'w:ruby') this.#ruby(element, view);
    else if (name === 'm:oMath') this.#equation(element, view, '$');
    else if (name === 'm:oMathPara') {
      for (const equation of childrenNamed(element, 'm:oMath')) this.#equation(equation, view, '$$');
    } else if (name === 'w:txbxContent') this.#found.boxes.push(element);
    else if (name === 'mc:AlternateContent') {
      for (const child of chosenBranch(element)) if (typeof child !== 'string') this.#element(child, view);
    } else if (name !== 'w:instrText' && name !== 'w:delInstrText') this.children(element, view);
  }

  #text(text: string, view: ViewNode[], inserted: boolean): void {
    if (text === '') return;
    const { element, offset } = this.#cursor;
    this.#found.pieces.push(inserted ? { text, inserted, element, offset } : { text, element, offset });
    this.#cursor.offset += text.length;
    view.push(text);
  }

  /** A line break has no text in the tree that the viewer shows, so it has no place of its own. */
  #lineBreak(view: ViewNode[]): void {
    this.#found.pieces.push({ text: '\n', inserted: true, element: undefined, offset: 0 });
    view.push({ tag: 'br', children: [] });
  }

  #run(run: XmlElement, view: ViewNode[]): void {
    const properties = childNamed(run, 'w:rPr');
    if (isOn(properties, 'w:vanish') && !hasReference(run)) {
      this.#account.skip('hidden-text', allText(run));
      return;
    }
    const script = childNamed(properties, 'w:vertAlign')?.attributes['w:val'];
    const tags = [
      ...(isOn(properties, 'w:b') ? ['strong'] : []),
      ...(isOn(properties, 'w:i') ? ['em'] : []),
      ...(script === 'superscript' ? ['sup'] : script === 'subscript' ? ['sub'] : []),
    ];
    let target = view;
    for (const tag of tags) {
      const children: ViewNode[] = [];
      target.push({ tag, children });
      target = children;
    }
    this.children(run, target);
  }

  #link(link: XmlElement, view: ViewNode[]): void {
    const relationship = this.#relationships.get(link.attributes['r:id'] ?? '');
    const href = relationship?.external ? relationship.target : '';
    const children: ViewNode[] = [];
    view.push({ tag: 'a', ...(/^https?:\/\//i.test(href) ? { attributes: { href } } : {}), children });
    this.children(link, children);
  }

  /** The reading aid of a word in brackets behind it. */
  #ruby(ruby: XmlElement, view: ViewNode[]): void {
    for (const base of childrenNamed(ruby, 'w:rubyBase')) this.children(base, view);
    for (const reading of childrenNamed(ruby, 'w:rt')) {
      this.#text('(', view, true);
      this.children(reading, view);
      this.#text(')', view, true);
    }
  }

  #equation(equation: XmlElement, view: ViewNode[], fence: string): void {
    const latex = equationLatex(equation);
    if (latex === '') return;
    const code: ViewNode[] = [];
    view.push({ tag: 'code', children: code });
    if (!this.#found.isFormula) this.#text(`${fence}${latex}${fence}`, code, true);
    else {
      if (this.#found.pieces.length > 0) this.#lineBreak(view);
      this.#text(latex, code, true);
    }
  }
}

function hasReference(run: XmlElement): boolean {
  return run.children.some((child) => typeof child !== 'string' && references[child.name] !== undefined);
}

/** A switch such as `w:b` is on where it stands without a value that says otherwise. */
export function isOn(properties: XmlElement | undefined, name: string): boolean {
  const element = childNamed(properties, name);
  return element !== undefined && !/^(?:0|false|off|none)$/.test(element.attributes['w:val'] ?? '1');
}
