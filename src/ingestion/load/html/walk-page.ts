import type { BlockKind, ParsedBlock, ViewElement, ViewNode } from '../../../contracts/parsed-document.ts';
import { HeadingPath } from '../section/heading-path.ts';
import { joinPieces, type TextPiece } from '../section/join-pieces.ts';
import { type LooseCell, tableBlock } from '../section/table-block.ts';
import { textBlock } from '../section/text-block.ts';
import { withoutDoubleBlanks } from '../section/without-double-blanks.ts';
import type { DomNode } from './dom-node.ts';
import { blockTags, codeTags, fallbackTags, preformattedTags } from './element-kinds.ts';
import { hasFormula, isHidden, isLayoutTable, languageOf, spanOf } from './element-traits.ts';
import { ListMarkers } from './list-markers.ts';
import type { Page } from './parse-page.ts';
import { visitPreorder } from './parse-page.ts';
import { viewElement } from './view-element.ts';

/** A block with what main-content detection needs. */
export interface WalkedBlock {
  readonly block: ParsedBlock;
  readonly nodes: readonly DomNode[];
  /** Hidden from a browser's reader, or shown only in place of something else. */
  readonly hidden: boolean;
  /** Characters that stand in links. */
  readonly linkLength: number;
}

export interface WalkedPage {
  readonly blocks: WalkedBlock[];
  readonly view: ViewElement;
  /** Characters of text nodes that are no text: scripts, white space between blocks, a formula's second rendering. */
  readonly insignificant: number;
}

/** What an element hands down to its content. */
interface Context {
  /** Element whose text the offsets count in: the nearest block. */
  readonly owner: number;
  readonly ownerStart: number;
  readonly kind: BlockKind;
  readonly level?: number | undefined;
  readonly language?: string | undefined;
  readonly listDepth: number;
  /** The list item around; its first block carries the marker and the kind. */
  readonly item?: { used: boolean; marker: string } | undefined;
  readonly preformatted: boolean;
  readonly link: boolean;
  readonly view: ViewNode[];
}

/** What waits to become a block. */
interface Pending {
  pieces: TextPiece[];
  nodes: DomNode[];
  linkLength: number;
  context: Context | undefined;
}

const noPending = (): Pending => ({ pieces: [], nodes: [], linkLength: 0, context: undefined });

/** Turns a page into blocks in document order and the stamped tree for the viewer. Changes no node. */
export function walkPage(page: Page): WalkedPage {
  return new PageWalker(page).walk();
}

class PageWalker {
  readonly #page: Page;
  readonly #blocks: WalkedBlock[] = [];
  readonly #headings = new HeadingPath();
  #pending: Pending = noPending();
  /** Blocks of hidden elements inside a paragraph, put behind it. */
  readonly #deferred: WalkedBlock[] = [];
  readonly #markers = new ListMarkers();
  #hiddenDepth = 0;
  #cellDepth = 0;
  #textOffset = 0;
  #insignificant = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  walk(): WalkedPage {
    const view: ViewNode[] = [];
    const start: Context = {
      owner: 0,
      ownerStart: 0,
      kind: 'paragraph',
      listDepth: 0,
      preformatted: false,
      link: false,
      view,
    };
    this.#element(this.#page.root, start);
    this.#flush();
    const root = view[0];
    return {
      blocks: this.#blocks,
      view: root === undefined || typeof root === 'string' ? { tag: 'div', element: 0, children: view } : root,
      insignificant: this.#insignificant,
    };
  }

  #children(node: DomNode, context: Context): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 1) this.#element(child, context);
      else if (child.nodeType === 3) this.#text(child, context);
    }
  }

  #text(node: DomNode, context: Context): void {
    const text = node.textContent ?? '';
    if (text === '') return;
    context.view.push(text);
    const pending = this.#pending;
    if (pending.context === undefined && /\S/.test(text)) {
      pending.context = context;
      const item = context.item;
      if (context.kind === 'list-item' && item !== undefined && !item.used && item.marker !== '') {
        // The marker stands before all text, also before white space that will be trimmed.
        for (const piece of pending.pieces) if (!piece.inserted) this.#insignificant += piece.text.length;
        pending.pieces = [{ text: item.marker, inserted: true, element: undefined, offset: 0 }];
        const blank = /^[\t\n\f\r ]*/.exec(text)?.[0].length ?? 0;
        this.#insignificant += blank;
        this.#textOffset += blank;
        this.#piece(node, text.slice(blank), context);
        return;
      }
    }
    this.#piece(node, text, context);
  }

  #piece(node: DomNode, text: string, context: Context): void {
    this.#pending.pieces.push({ text, element: context.owner, offset: this.#textOffset - context.ownerStart });
    this.#pending.nodes.push(node);
    if (context.link) this.#pending.linkLength += text.length;
    this.#textOffset += text.length;
  }

  #insert(text: string): void {
    this.#pending.pieces.push({ text, inserted: true, element: undefined, offset: 0 });
  }

  #element(node: DomNode, outer: Context): void {
    const name = node.localName ?? '';
    if (codeTags.has(name) || (name === 'title' && node.parentNode?.localName !== 'svg')) {
      this.#insignificant += node.textContent?.length ?? 0;
      return;
    }
    const number = this.#page.numbers.get(node);
    const stamped = viewElement(node, number);
    outer.view.push(stamped);
    const context: Context = { ...outer, view: stamped.children, link: outer.link || name === 'a' };
    const own = number === undefined ? {} : { owner: number, ownerStart: this.#textOffset };
    if (name === 'br') this.#insert(this.#cellDepth > 0 ? ' ' : '\n');
    else if (name === 'math') this.#formula(node, context);
    else if (fallbackTags.has(name) || (isHidden(node) && !hasFormula(node)))
      this.#hidden(node, { ...context, ...own });
    else if (blockTags.has(name)) this.#block(node, name, { ...context, ...own }, number);
    else this.#children(node, context);
  }

  #block(node: DomNode, name: string, context: Context, number: number | undefined): void {
    this.#boundary();
    if (name === 'table' && this.#cellDepth === 0 && !isLayoutTable(node)) {
      this.#table(node, { ...context, kind: 'paragraph', item: undefined }, number ?? context.owner);
    } else this.#children(node, { ...context, ...this.#role(node, name, context) });
    this.#boundary();
  }

  /** What a block element makes of its content. */
  #role(node: DomNode, name: string, context: Context): Partial<Context> {
    if (/^h[1-6]$/.test(name)) return { kind: 'heading', level: Number(name[1]), item: undefined };
    if (preformattedTags.has(name)) {
      return { kind: 'code', language: languageOf(node), preformatted: true, item: undefined };
    }
    if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') {
      return { kind: 'paragraph', listDepth: context.listDepth + 1, item: undefined };
    }
    if (name === 'li') {
      const level = Math.max(1, context.listDepth);
      return { kind: 'list-item', level, item: { used: false, marker: this.#markers.next(node) } };
    }
    if (name === 'figcaption' || name === 'caption') return { kind: 'caption', item: undefined };
    return {};
  }

  /** Inside a cell a boundary is a blank, elsewhere it ends the block. */
  #boundary(): void {
    if (this.#cellDepth > 0) this.#insert(' ');
    else this.#flush();
  }

  #hidden(node: DomNode, context: Context): void {
    const saved = this.#pending;
    const savedCells = this.#cellDepth;
    this.#pending = noPending();
    this.#cellDepth = 0;
    this.#hiddenDepth++;
    this.#children(node, { ...context, kind: 'paragraph', item: undefined, preformatted: false });
    this.#flush();
    this.#hiddenDepth--;
    this.#cellDepth = savedCells;
    this.#pending = saved;
  }

  #flush(): void {
    const { pieces, nodes, linkLength, context } = this.#pending;
    this.#pending = noPending();
    if (context === undefined) {
      for (const piece of pieces) if (!piece.inserted) this.#insignificant += piece.text.length;
    } else {
      const path = context.kind === 'heading' ? this.#headings.above(context.level ?? 6) : this.#headings.current;
      const located = joinPieces(pieces, path, { preformatted: context.preformatted });
      this.#insignificant += located.trimmed;
      const later = context.kind === 'list-item' && context.item?.used === true;
      if (context.item !== undefined) context.item.used = true;
      const level = later ? undefined : context.level;
      const kind = later ? 'paragraph' : context.kind;
      const block = textBlock(kind, located, path, { level, language: context.language });
      if (kind === 'heading' && this.#hiddenDepth === 0) this.#headings.enter(context.level ?? 6, located.text);
      this.#emit({ block, nodes, hidden: this.#hiddenDepth > 0, linkLength });
    }
    if (this.#hiddenDepth === 0 && this.#deferred.length > 0) {
      for (const walked of this.#deferred.splice(0)) this.#blocks.push(walked);
    }
  }

  #emit(walked: WalkedBlock): void {
    (this.#hiddenDepth > 0 ? this.#deferred : this.#blocks).push(walked);
  }

  /** The writer's own TeX where the formula carries it; the glyph-by-glyph rendering beside it says the same again. */
  #formula(node: DomNode, context: Context): void {
    const tex = node.querySelector?.('annotation[encoding*="tex" i]') ?? null;
    const display = node.getAttribute?.('display') === 'block' && this.#cellDepth === 0;
    if (display) this.#flush();
    const kind = display ? 'formula' : context.kind;
    if (tex === null) this.#children(node, { ...context, kind });
    else {
      visitPreorder(node, (part) => {
        if (part.nodeType !== 3) return;
        if (part.parentNode === tex) this.#text(part, { ...context, kind });
        else this.#insignificant += part.textContent?.length ?? 0;
      });
    }
    if (display) this.#flush();
  }

  #table(node: DomNode, context: Context, element: number): void {
    const rows: LooseCell[][] = [];
    const nodes: DomNode[] = [];
    const links = { length: 0 };
    this.#rows(node, context, false, { rows, nodes, links });
    this.#flush();
    const filled = rows.filter((row) => row.length > 0);
    const block = tableBlock(filled, this.#headings.current, element);
    if (block === undefined) return;
    this.#emit({ block, nodes, hidden: this.#hiddenDepth > 0, linkLength: links.length });
  }

  #rows(
    parent: DomNode,
    context: Context,
    inHead: boolean,
    found: { rows: LooseCell[][]; nodes: DomNode[]; links: { length: number } },
  ): void {
    for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
      const name = child.localName ?? '';
      const isCell = child.nodeType === 1 && (name === 'td' || name === 'th');
      if (isCell || name === 'tr' || name === 'thead' || name === 'tbody' || name === 'tfoot') {
        const number = this.#page.numbers.get(child) ?? context.owner;
        const stamped = viewElement(child, number);
        context.view.push(stamped);
        const owned = { ...context, owner: number, ownerStart: this.#textOffset, view: stamped.children };
        if (!isCell) {
          if (name === 'tr') found.rows.push([]);
          this.#rows(child, owned, inHead || name === 'thead', found);
          continue;
        }
        if (found.rows.length === 0) found.rows.push([]);
        found.rows.at(-1)?.push(this.#cell(child, owned, number, inHead || name === 'th', found));
      } else if (child.nodeType === 1) this.#element(child, context);
      else if (child.nodeType === 3) this.#text(child, context);
    }
  }

  #cell(
    node: DomNode,
    context: Context,
    number: number,
    header: boolean,
    found: { nodes: DomNode[]; links: { length: number } },
  ): LooseCell {
    this.#flush();
    this.#cellDepth++;
    this.#children(node, context);
    this.#cellDepth--;
    const { pieces, nodes, linkLength } = this.#pending;
    this.#pending = noPending();
    found.nodes.push(...nodes);
    found.links.length += linkLength;
    const content = joinPieces(withoutDoubleBlanks(pieces), this.#headings.current);
    this.#insignificant += content.trimmed;
    return {
      content,
      element: number,
      rowSpan: spanOf(node, 'rowspan', 65_534),
      columnSpan: spanOf(node, 'colspan', 1000),
      header,
    };
  }
}
