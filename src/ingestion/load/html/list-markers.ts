import type { DomNode } from './dom-node.ts';

/** Numbers of ordered lists, counted as a browser does; they stand in no text node. */
export class ListMarkers {
  readonly #last = new Map<DomNode, number>();

  /** `3. ` for the next item of its list; empty for an unordered one. Items must come in order. */
  next(item: DomNode): string {
    const list = item.parentNode;
    if (list?.localName !== 'ol') return '';
    const start = Number.parseInt(list.getAttribute?.('start') ?? '1', 10);
    const value = Number.parseInt(item.getAttribute?.('value') ?? '', 10);
    const next = (this.#last.get(list) ?? (Number.isFinite(start) ? start : 1) - 1) + 1;
    const number = Number.isFinite(value) ? value : next;
    this.#last.set(list, number);
    return `${number}. `;
  }
}
