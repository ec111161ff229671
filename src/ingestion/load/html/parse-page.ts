import { parseHTML } from 'linkedom';
import { RagstoneError } from '../../../contracts/error.ts';
import type { DomDocument, DomNode } from './dom-node.ts';
import { blockTags, codeTags } from './element-kinds.ts';

/** Deeper elements are laid flat: Readability and every recursive walk overflow the stack between 2,000 and 10,000. */
const maxDepth = 400;
/** Beyond this no writer of pages is at work. */
const maxElements = 2_000_000;

export interface Page {
  readonly document: DomDocument;
  /** Where the walk begins. */
  readonly root: DomNode;
  /** Preorder number of every element of the original, 0 = root. */
  readonly numbers: ReadonlyMap<DomNode, number>;
  /** Elements and text nodes. */
  readonly nodes: number;
  /** Length of all text nodes. */
  readonly textLength: number;
  /** Whether elements were so deeply nested that they had to be laid flat. */
  readonly flattened: boolean;
}

/** Parses decoded HTML, numbers its elements in preorder, and lays flat what is nested too deeply to walk. */
export function parsePage(html: string, name: string): Page {
  // linkedom makes no <html> and <body> of its own and loses text outside the first element.
  const complete = /<html[\s>]/i.test(html.slice(0, 20_000)) ? html : `<html><body>${html}</body></html>`;
  const document = parseHTML(complete).document as unknown as DomDocument;
  const root = document.documentElement;
  if (root === null) {
    throw new RagstoneError('damaged-document', {
      en: `No HTML element was found in "${name}". Check that the file is a web page.`,
      zh: `在“${name}”中没有找到任何 HTML 元素。请确认该文件是网页。`,
    });
  }
  const numbers = new Map<DomNode, number>();
  const tooDeep: DomNode[] = [];
  let textLength = 0;
  let nodes = 0;
  visitPreorder(root, (node, depth) => {
    nodes++;
    if (node.nodeType === 3) textLength += node.textContent?.length ?? 0;
    if (node.nodeType !== 1) return;
    numbers.set(node, numbers.size);
    if (numbers.size > maxElements) {
      throw new RagstoneError('hostile-document', {
        en: `"${name}" has more than ${maxElements} HTML elements. Split the page and try again.`,
        zh: `“${name}”的 HTML 元素超过 ${maxElements} 个。请拆分页面后重试。`,
      });
    }
    if (depth === maxDepth && hasElementChild(node)) tooDeep.push(node);
  });
  for (const element of tooDeep) textLength -= flatten(element, document);
  return { document, root, numbers, nodes, textLength, flattened: tooDeep.length > 0 };
}

/** Visits a subtree in document order without recursion. */
export function visitPreorder(root: DomNode, visit: (node: DomNode, depth: number) => void): void {
  let node: DomNode | null = root;
  let depth = 0;
  while (node !== null) {
    visit(node, depth);
    if (node.firstChild !== null) {
      node = node.firstChild;
      depth++;
      continue;
    }
    while (node !== root && node.nextSibling === null) {
      node = node.parentNode as DomNode;
      depth--;
    }
    if (node === root) return;
    node = node.nextSibling;
  }
}

function hasElementChild(node: DomNode): boolean {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.nodeType === 1) return true;
  return false;
}

/** Hangs all text below `element` directly under it; a plain `div` keeps the text of different blocks apart. Returns the length of scripts that go. */
function flatten(element: DomNode, document: DomDocument): number {
  let code = 0;
  const texts: { node: DomNode; block: DomNode | null }[] = [];
  const blockOf = new Map<DomNode, DomNode | null>([[element, null]]);
  visitPreorder(element, (node) => {
    if (node === element) return;
    const outer = blockOf.get(node.parentNode as DomNode) ?? null;
    if (node.nodeType === 1) blockOf.set(node, blockTags.has(node.localName ?? '') ? node : outer);
    if (node.nodeType !== 3) return;
    if (codeTags.has(node.parentNode?.localName ?? '')) code += node.textContent?.length ?? 0;
    else texts.push({ node, block: outer });
  });
  for (let child = element.firstChild; child !== null; child = element.firstChild) element.removeChild?.(child);
  let container = element;
  let containerBlock: DomNode | null = null;
  for (const { node, block } of texts) {
    if (block !== containerBlock) {
      container = block === null ? element : (element.appendChild?.(document.createElement('div')) ?? element);
      containerBlock = block;
    }
    container.appendChild?.(node);
  }
  return code;
}
