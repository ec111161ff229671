import { RagstoneError } from '../../../contracts/error.ts';
import type { Warning } from '../../../contracts/warning.ts';
import type { PageText } from './read-page.ts';

/** Pages named one by one; the rest are counted. */
const namedPages = 20;
const minimumGlyphs = 20;
/** Share of glyphs without a usable character from which a page counts as unreadable. */
const unusableShare = 0.5;

/** One sentence in both languages. */
type Said = Pick<Warning, 'message' | 'messageZh'>;

function warnEach(
  code: string,
  pages: readonly PageText[],
  each: (page: number) => Said,
  rest: (count: number) => Said,
): Warning[] {
  const named = pages.slice(0, namedPages).map(({ page }) => ({ code, page, ...each(page) }));
  return pages.length <= namedPages ? named : [...named, { code, ...rest(pages.length - namedPages) }];
}

/**
 * Says which pages could not be read. Throws `empty-document` where no page
 * has any text.
 */
export function judgePages(pages: readonly PageText[], name: string): Warning[] {
  const blind = pages.filter((page) => page.drawn === 0 && page.fields.length === 0);
  if (blind.length === pages.length) throw emptyDocument(pages, name);
  const unreadable = pages.filter((page) => page.drawn >= minimumGlyphs && page.unusable >= unusableShare * page.drawn);
  return [
    ...warnEach(
      'page-failed',
      pages.filter((page) => page.failed),
      (page) => ({
        message: `Page ${page} is damaged and could not be read.`,
        messageZh: `第 ${page} 页已损坏，无法读取。`,
      }),
      (count) => ({
        message: `${count} more pages are damaged and could not be read.`,
        messageZh: `另有 ${count} 页已损坏，无法读取。`,
      }),
    ),
    ...warnEach(
      'text-not-reached',
      pages.filter((page) => page.unread > 0),
      (page) => ({
        message: `Page ${page} holds text that could not be read. Save the document anew from a PDF reader and add it again.`,
        messageZh: `第 ${page} 页有文字未能读取。请在 PDF 阅读器中另存后重新添加。`,
      }),
      (count) => ({
        message: `${count} more pages hold text that could not be read.`,
        messageZh: `另有 ${count} 页有文字未能读取。`,
      }),
    ),
    ...warnEach(
      'page-unreadable',
      unreadable,
      (page) => ({
        message: `Page ${page} draws text whose fonts do not say which characters they show; next to nothing of it can be read. It needs text recognition.`,
        messageZh: `第 ${page} 页的字体未说明所显示的是哪些字符，几乎无法读取，需要进行文字识别。`,
      }),
      (count) => ({
        message: `${count} more pages draw text that cannot be read and needs text recognition.`,
        messageZh: `另有 ${count} 页的文字无法读取，需要进行文字识别。`,
      }),
    ),
    ...warnEach(
      'page-without-text',
      blind.filter((page) => page.pictured && !page.failed),
      (page) => ({
        message: `Page ${page} is a picture without text. It needs text recognition, which comes as a part in a later version.`,
        messageZh: `第 ${page} 页是没有文字的图片，需要进行文字识别；该功能将在后续版本中作为组件提供。`,
      }),
      (count) => ({
        message: `${count} more pages are pictures without text and need text recognition.`,
        messageZh: `另有 ${count} 页是没有文字的图片，需要进行文字识别。`,
      }),
    ),
  ];
}

function emptyDocument(pages: readonly PageText[], name: string): RagstoneError {
  const count = pages.length;
  const details = { pages: count };
  if (pages.every((page) => page.failed)) {
    return new RagstoneError('damaged-document', {
      en: `None of the ${count} pages of ${name} could be read; the file is damaged. Fetch it again, or save it anew from a PDF reader.`,
      zh: `${name} 的 ${count} 页均无法读取，文件已损坏。请重新获取，或在 PDF 阅读器中另存。`,
      details,
    });
  }
  if (!pages.some((page) => page.pictured)) {
    return new RagstoneError('empty-document', {
      en: `${name} has ${count} pages and nothing on them. Check that it is the right file.`,
      zh: `${name} 共 ${count} 页，页面上没有任何内容。请确认文件是否正确。`,
      details,
    });
  }
  return new RagstoneError('empty-document', {
    en: `${name} has ${count} pages that are pictures without text. Text recognition comes as a part in a later version; until then run it through a text recognition program and add the result.`,
    zh: `${name} 的 ${count} 页都是没有文字的图片。文字识别将在后续版本中作为组件提供；在此之前请先用文字识别软件处理，再添加结果。`,
    details,
  });
}
