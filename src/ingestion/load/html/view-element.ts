import type { ViewElement, ViewNode } from '../../../contracts/parsed-document.ts';
import type { DomNode } from './dom-node.ts';
import { blockTags, viewTags } from './element-kinds.ts';

/** A view element while its children are still coming. */
export interface OpenViewElement extends ViewElement {
  readonly children: ViewNode[];
}

/** The safe twin of an element: a tag of the white list, no attribute that could load, run or style anything. */
export function viewElement(node: DomNode, element: number | undefined): OpenViewElement {
  const name = node.localName ?? 'span';
  const tag = viewTags.has(name) ? name : blockTags.has(name) ? 'div' : 'span';
  const attributes = safeAttributes(node, tag);
  return {
    tag,
    ...(element === undefined ? {} : { element }),
    ...(attributes === undefined ? {} : { attributes }),
    children: [],
  };
}

function safeAttributes(node: DomNode, tag: string): Record<string, string> | undefined {
  const attributes: Record<string, string> = {};
  const copy = (name: string, allowed: RegExp) => {
    const value = node.getAttribute?.(name)?.trim();
    if (value !== undefined && value !== '' && allowed.test(value)) attributes[name] = value;
  };
  if (tag === 'a') copy('href', /^https?:\/\//i);
  if (tag === 'img') copy('alt', /^/);
  if (tag === 'ol') copy('start', /^\d{1,6}$/);
  if (tag === 'td' || tag === 'th') {
    copy('colspan', /^\d{1,3}$/);
    copy('rowspan', /^\d{1,5}$/);
  }
  return Object.keys(attributes).length === 0 ? undefined : attributes;
}
