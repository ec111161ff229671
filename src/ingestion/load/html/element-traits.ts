import type { DomNode } from './dom-node.ts';

/** Whether a browser would not show the element at all. */
export function isHidden(node: DomNode): boolean {
  if ((node.getAttribute?.('hidden') ?? null) !== null) return true;
  const style = node.getAttribute?.('style');
  return style != null && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}

/** Wikipedia and KaTeX hide the readable form of a formula beside its picture. */
export function hasFormula(node: DomNode): boolean {
  return (node.querySelector?.('math') ?? null) !== null;
}

/** Whether a table only arranges the page: its cells are then blocks like any other. */
export function isLayoutTable(table: DomNode): boolean {
  const role = table.getAttribute?.('role');
  if (role === 'presentation' || role === 'none') return true;
  const holds = (selector: string) => (table.querySelector?.(selector) ?? null) !== null;
  if (holds('th') || holds('caption')) return false;
  return holds('table') || holds('h1, h2, h3, h4, h5, h6, article, section, form, pre') || !holds('td ~ td');
}

/** The language that highlighters write into the class of `pre` or its `code`. */
export function languageOf(pre: DomNode): string | undefined {
  for (const node of [pre.querySelector?.('code') ?? null, pre, pre.parentNode]) {
    const names = node?.getAttribute?.('class') ?? '';
    const match = /(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*)([\w+#.-]+)/i.exec(names);
    if (match?.[1] !== undefined) return match[1].toLowerCase();
  }
  return undefined;
}

/** A row or column span, at least 1. */
export function spanOf(cell: DomNode, attribute: 'rowspan' | 'colspan', most: number): number {
  const value = Number.parseInt(cell.getAttribute?.(attribute) ?? '1', 10);
  if (!Number.isFinite(value)) return 1;
  // rowspan="0" means: to the end of the table.
  if (value === 0 && attribute === 'rowspan') return most;
  return Math.min(Math.max(value, 1), most);
}
