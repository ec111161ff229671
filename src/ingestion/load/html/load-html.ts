import { RagstoneError } from '../../../contracts/error.ts';
import type { Coverage, ParsedDocument } from '../../../contracts/parsed-document.ts';
import type { Warning } from '../../../contracts/warning.ts';
import { decodeText } from '../charset/decode-text.ts';
import type { Load } from '../loader.ts';
import { skipReason } from '../skip-reason.ts';
import { declaredCharset } from './declared-charset.ts';
import { type MainContent, markMainContent } from './main-content.ts';
import { type Page, parsePage } from './parse-page.ts';
import { type WalkedPage, walkPage } from './walk-page.ts';

/**
 * Web pages. All text of the page becomes blocks in document order; what main
 * content detection leaves out is marked `boilerplate` and stays. `section`
 * locators name the nearest block element by its preorder number in the
 * parsed DOM; offsets count in the text of that element without `script`,
 * `style`, `title` and the second rendering of formulas: exactly the text of
 * the element with that number in `view`.
 */
export const loadHtml: Load = async ({ bytes, name }) => {
  const decoded = decodeText(bytes, declaredOption(bytes));
  const page = parsePage(decoded.text, name);
  const title = pageTitle(page);
  const walked = walkPage(page);
  if (walked.blocks.length === 0) throw emptyPage(name, walked);
  const main = markMainContent(page, walked.blocks);
  const coverage = measureCoverage(decoded.text, page, walked);
  const parsed: ParsedDocument = {
    format: 'html',
    blocks: main.blocks,
    coverage,
    warnings: [...decoded.warnings, ...pageWarnings(page, main)],
    encoding: decoded.encoding,
    view: walked.view,
  };
  const bestTitle = title ?? main.title;
  return bestTitle === undefined ? parsed : { ...parsed, title: bestTitle };
};

function declaredOption(bytes: Uint8Array): { declared?: string } {
  const declared = declaredCharset(bytes);
  return declared === undefined ? {} : { declared };
}

function pageTitle({ root }: Page): string | undefined {
  const openGraph = root.querySelector?.('meta[property="og:title"]')?.getAttribute?.('content');
  const title = root.querySelector?.('title')?.textContent;
  return (title?.trim() || openGraph?.trim())?.replace(/\s+/g, ' ') || undefined;
}

function emptyPage(name: string, { insignificant }: WalkedPage): RagstoneError {
  return new RagstoneError('empty-document', {
    en: `The page "${name}" holds no text${insignificant > 0 ? ', only scripts or styles; it is probably built in the browser. Open it there and save it as a complete page or as PDF' : ''}.`,
    zh: `网页“${name}”中没有文字${insignificant > 0 ? '，只有脚本或样式；页面很可能由浏览器生成。请在浏览器中打开后另存为完整网页或 PDF' : ''}。`,
  });
}

function pageWarnings(page: Page, { outcome }: MainContent): Warning[] {
  const warnings: Warning[] = [];
  if (page.flattened) {
    warnings.push({
      code: 'deeply-nested',
      message: 'Elements are nested more than 400 deep; what lies deeper was laid flat, its text is kept.',
      messageZh: '元素嵌套超过 400 层；更深的内容已展平，文字均保留。',
    });
  }
  if (outcome === 'not-found') {
    warnings.push({
      code: 'main-content-not-found',
      message: 'The main content could not be told from navigation and the like; the whole body is used.',
      messageZh: '无法将正文与导航等内容区分开，因此使用了整个页面。',
    });
  }
  return warnings;
}

/** Checks the books against the text nodes of the page: what neither stands in a block nor is known as markup is reported as lost. */
function measureCoverage(source: string, page: Page, { blocks, insignificant }: WalkedPage): Coverage {
  let kept = 0;
  for (const { block } of blocks) for (const run of block.runs) kept += run.end - run.start;
  const lost = page.textLength - kept - insignificant;
  const skipped = lost > 0 ? [{ ...skipReason('text-not-reached'), characters: lost, samples: [] }] : [];
  // Entities make the source longer than its text, never shorter, except where an implied body was added.
  const total = Math.max(source.length, kept + Math.max(0, lost));
  return { total, kept, markup: total - kept - Math.max(0, lost), skipped };
}
