import { createElement, type ReactNode } from 'react';
import type { ViewElement } from '../../contracts/http.ts';
import { type MarkRange, markText } from './marked-text.tsx';

/** Tags that are drawn as what they are; every other one becomes a `div`. */
const shownTags: ReadonlySet<string> = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tfoot tr th td caption pre code blockquote em strong ' +
    'figure figcaption dl dt dd div span section article sub sup b i u s'
  ).split(' '),
);
/** Parents in which white space is no text. */
const structuralTags: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);

/** React elements from a white list; no address is loaded, and links lead to the web only. */
export function renderView(root: ViewElement, ranges: readonly MarkRange[], imageWord: string): ReactNode {
  let position = 0;
  const draw = (node: ViewElement, key: number): ReactNode => {
    const children = node.children.map((child, index) => {
      if (typeof child !== 'string') return draw(child, index);
      const marked = markText(child, position, ranges);
      position += child.length;
      return structuralTags.has(node.tag) && child.trim() === '' ? null : marked;
    });
    if (node.tag === 'br' || node.tag === 'hr') return createElement(node.tag, { key });
    if (node.tag === 'img') return pictureNote(node, key, imageWord);
    if (node.tag === 'a') return link(node, key, children);
    const tag = shownTags.has(node.tag) ? node.tag : 'div';
    return createElement(tag, { key, ...tableSpans(node) }, ...children);
  };
  return draw(root, 0);
}

function pictureNote({ attributes }: ViewElement, key: number, imageWord: string): ReactNode {
  const alternative = attributes?.alt ?? '';
  return (
    <span key={key} className="picture-note">
      {alternative === '' ? `[${imageWord}]` : `[${imageWord}: ${alternative}]`}
    </span>
  );
}

function link({ attributes }: ViewElement, key: number, children: readonly ReactNode[]): ReactNode {
  const address = attributes?.href ?? '';
  if (!/^https?:\/\//i.test(address)) return createElement('span', { key }, ...children);
  const properties = { key, href: address, target: '_blank', rel: 'noopener noreferrer', title: address };
  return createElement('a', properties, ...children);
}

function tableSpans({ tag, attributes }: ViewElement): Record<string, number> {
  const properties: Record<string, number> = {};
  const copy = (name: string, property: string): void => {
    const value = Number(attributes?.[name]);
    if (Number.isInteger(value) && value >= 0 && value <= 1_000_000) properties[property] = value;
  };
  if (tag === 'td' || tag === 'th') {
    copy('colspan', 'colSpan');
    copy('rowspan', 'rowSpan');
  }
  if (tag === 'ol') copy('start', 'start');
  return properties;
}
