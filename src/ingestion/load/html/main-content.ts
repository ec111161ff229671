import { Readability } from '@mozilla/readability';
import type { ParsedBlock } from '../../../contracts/parsed-document.ts';
import type { DomNode } from './dom-node.ts';
import { type Page, visitPreorder } from './parse-page.ts';
import type { WalkedBlock } from './walk-page.ts';

/** Readability takes about 3 s for a page of 60,000 paragraphs with 360,000 nodes, and more than its share beyond. */
const maxReadabilityNodes = 400_000;
/** A page with less text is all main content. */
const shortPageLength = 500;
/** What Readability keeps must be at least this share of the visible text to be believed. */
const leastShare = 0.25;

export interface MainContent {
  readonly blocks: ParsedBlock[];
  readonly title: string | undefined;
  /** `found`: the rest is marked. `short`: too little text to look. `not-found`: the whole body stands. */
  readonly outcome: 'found' | 'short' | 'not-found';
}

/**
 * Marks as boilerplate what Mozilla's Readability leaves out of a page. It
 * moves the page's own text nodes, so they are recognised by identity; the
 * page must have been walked before, for it is taken apart here.
 */
export function markMainContent(page: Page, walked: readonly WalkedBlock[]): MainContent {
  const visible = walked.filter((item) => !item.hidden);
  const length = sum(visible);
  const article = length < shortPageLength ? undefined : readArticle(page);
  const whole = (outcome: MainContent['outcome']): MainContent => ({
    // Where everything is hidden (pages that a script shows), nothing is boilerplate.
    blocks: walked.map((item) => (item.hidden && visible.length > 0 ? marked(item.block) : item.block)),
    title: article?.title,
    outcome: visible.length === 0 ? 'not-found' : outcome,
  });
  if (length < shortPageLength) return whole('short');
  if (article === undefined) return whole('not-found');
  const parents = article.parents;
  const kept = walked.map((item) => !item.hidden && survives(item, article.survivors));
  const keptItems = walked.filter((_, index) => kept[index]);
  if (sum(keptItems) < leastShare * length) return whole('not-found');
  keepInsideMain(walked, kept, mainElement(keptItems, parents), parents);
  keepTitle(walked, kept, article.title ?? '');
  return {
    blocks: walked.map((item, index) => (kept[index] ? item.block : marked(item.block))),
    title: article.title,
    outcome: 'found',
  };
}

const sum = (items: readonly WalkedBlock[]) => items.reduce((total, item) => total + item.block.text.length, 0);
const marked = (block: ParsedBlock): ParsedBlock => ({ ...block, boilerplate: true });

interface Article {
  readonly survivors: ReadonlySet<DomNode>;
  readonly title: string | undefined;
  /** Parents as they were before Readability moved nodes. */
  readonly parents: ReadonlyMap<DomNode, DomNode>;
}

function readArticle(page: Page): Article | undefined {
  // It walks up and down the tree again and again: deep nesting takes it minutes.
  if (page.flattened || page.nodes > maxReadabilityNodes) return undefined;
  const parents = new Map<DomNode, DomNode>();
  visitPreorder(page.root, (node) => {
    if (node.parentNode !== null) parents.set(node, node.parentNode);
  });
  // With its threshold at 0 Readability never starts again from a copy, so that node identity holds.
  const options = { charThreshold: 0, serializer: (node: unknown) => node as DomNode };
  let article: { content?: DomNode | null | undefined; title?: string | null | undefined } | null;
  try {
    article = new Readability<DomNode>(page.document as never, options as never).parse();
  } catch (error) {
    // Malformed pages break Readability in many ways; the whole body is then the answer.
    if (error instanceof Error) return undefined;
    throw error;
  }
  if (article?.content == null) return undefined;
  const survivors = new Set<DomNode>();
  visitPreorder(article.content, (node) => {
    if (node.nodeType === 3) survivors.add(node);
  });
  return { survivors, title: article.title?.trim() || undefined, parents };
}

function survives({ nodes }: WalkedBlock, survivors: ReadonlySet<DomNode>): boolean {
  let alive = 0;
  let dead = 0;
  for (const node of nodes) {
    const weight = node.textContent?.trim().length ?? 0;
    if (survivors.has(node)) alive += weight;
    else dead += weight;
  }
  return alive > 0 && alive >= dead;
}

/** The lowest element that holds every block that was kept. */
function mainElement(kept: readonly WalkedBlock[], parents: ReadonlyMap<DomNode, DomNode>): DomNode | undefined {
  const ancestors = (node: DomNode | undefined): DomNode[] => {
    const chain: DomNode[] = [];
    for (let up = node && parents.get(node); up !== undefined; up = parents.get(up)) chain.unshift(up);
    return chain;
  };
  let common: DomNode[] | undefined;
  for (const { nodes } of kept) {
    const chain = ancestors(nodes[0]);
    if (common === undefined) {
      common = chain;
      continue;
    }
    let shared = 0;
    while (shared < common.length && common[shared] === chain[shared]) shared++;
    common = common.slice(0, shared);
  }
  return common?.at(-1);
}

const outsideMain = new Set(['nav', 'aside', 'footer', 'form']);

/**
 * Readability drops data tables, code and captions that it takes for clutter,
 * and the heading that repeats the title. Between the first and the last kept
 * block and inside the main element they stay; a heading stays with its text.
 */
function keepInsideMain(
  walked: readonly WalkedBlock[],
  kept: boolean[],
  main: DomNode | undefined,
  parents: ReadonlyMap<DomNode, DomNode>,
): void {
  const first = kept.indexOf(true);
  const last = kept.lastIndexOf(true);
  const inMain = (node: DomNode | undefined): boolean => {
    for (let up = node && parents.get(node); up !== undefined; up = parents.get(up)) {
      if (up === main) return true;
      if (outsideMain.has(up.localName ?? '') || up.getAttribute?.('role') === 'navigation') return false;
    }
    return false;
  };
  for (let index = first; index <= last; index++) {
    const item = walked[index];
    if (item === undefined || kept[index] || item.hidden) continue;
    const { kind, text } = item.block;
    const structural = kind === 'table' || kind === 'code' || kind === 'formula' || kind === 'caption';
    if (structural && item.linkLength < 0.7 * text.length && inMain(item.nodes[0])) kept[index] = true;
  }
  for (let index = walked.length - 2; index >= 0; index--) {
    const item = walked[index];
    if (item?.block.kind === 'heading' && !item.hidden && kept[index + 1] && index + 1 >= first) kept[index] = true;
  }
}

/** At most this much text (author, date, subtitle) stands between a title and its article. */
const longestByline = 400;

/** Readability takes the title out of the text, and the author's line with it. */
function keepTitle(walked: readonly WalkedBlock[], kept: boolean[], title: string): void {
  const first = kept.indexOf(true);
  let between = 0;
  for (let index = first - 1; index >= 0 && between <= longestByline; index--) {
    const block = walked[index]?.block;
    if (block === undefined) return;
    const text = block.text.replace(/\s+/g, ' ').trim();
    if (block.kind === 'heading' && (block.level === 1 || (text.length > 3 && title.includes(text)))) {
      for (let inside = index; inside < first; inside++) if (walked[inside]?.hidden !== true) kept[inside] = true;
      return;
    }
    between += text.length;
  }
}
