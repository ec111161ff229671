import { RagstoneError } from '../../../contracts/error.ts';
import type { Coverage, ParsedBlock } from '../../../contracts/parsed-document.ts';
import type { Span } from '../../../contracts/span.ts';
import type { Warning } from '../../../contracts/warning.ts';
import { buildBlock } from '../block-builder.ts';
import { decodeText } from '../charset/decode-text.ts';
import { indexLines, type LineIndex } from '../line-index.ts';
import type { Load } from '../loader.ts';
import { skipReason } from '../skip-reason.ts';
import { splitParagraphs } from '../text/split-paragraphs.ts';
import { parseSection } from './parse-section.ts';
import { readBlocks } from './read-blocks.ts';
import { splitSections } from './split-sections.ts';
import { tooCostly } from './too-costly.ts';

/** What stands behind so many characters is read as plain text: parsing them takes a minute already. */
const longestMarkdown = 4_000_000;

/**
 * CommonMark with GFM, YAML front matter, `$$` mathematics and emphasis that
 * works beside Chinese punctuation. Blocks hold the characters of the original
 * that are text; addresses of links and all syntax count as `markup`.
 */
export const loadMarkdown: Load = async ({ bytes, name }) => {
  const { text, encoding, warnings } = decodeText(bytes);
  const lines = indexLines(text);
  const blocks: ParsedBlock[] = [];
  const unclaimed: Span[] = [];
  const plain: Span[] = [];
  for (const section of splitSections(text, lines)) {
    if (section.start > longestMarkdown || tooCostly(text, section)) {
      const before = plain.at(-1);
      if (before?.end === section.start) plain[plain.length - 1] = { start: before.start, end: section.end };
      else plain.push(section);
      blocks.push(...plainBlocks(text, lines, section));
    } else {
      const read = readBlocks(text, lines, parseSection(text, section));
      blocks.push(...read.blocks);
      unclaimed.push(...read.unclaimed);
    }
  }
  if (blocks.length === 0) {
    throw new RagstoneError('empty-document', {
      en: `${name} holds no text, only white space or Markdown syntax. Add a file with text in it.`,
      zh: `${name} 中没有文字，只有空白或 Markdown 标记。请添加含有文字的文件。`,
    });
  }
  const title = frontMatterTitle(blocks) ?? headingTitle(blocks);
  return {
    format: 'markdown',
    ...(title === undefined ? {} : { title }),
    blocks,
    coverage: account(text, blocks, unclaimed),
    warnings: [...warnings, ...plain.map((section) => plainWarning(lines, section))],
    encoding,
    decodedText: text,
  };
};

function plainBlocks(text: string, lines: LineIndex, section: Span): ParsedBlock[] {
  const blocks: ParsedBlock[] = [];
  for (const { start, end } of splitParagraphs(text, lines, section)) {
    const builder = buildBlock(text, lines);
    builder.keep(start, end);
    const block = builder.finish('paragraph');
    if (block !== null) blocks.push(block);
  }
  return blocks;
}

function plainWarning(lines: LineIndex, { start, end }: Span): Warning {
  const { line, endLine } = lines.locate(start, end);
  return {
    code: 'markdown-read-as-text',
    message: `Lines ${line} to ${endLine} nest too deeply, hold too many brackets or emphasis marks, or are too long to be read as Markdown; they were read as plain text, with their syntax. Nothing is lost.`,
    messageZh: `第 ${line} 至 ${endLine} 行嵌套过深、括号或强调符号过多，或者过长，无法按 Markdown 读取；已连同标记作为纯文本读取，没有内容丢失。`,
  };
}

function account(text: string, blocks: readonly ParsedBlock[], unclaimed: readonly Span[]): Coverage {
  let kept = 0;
  for (const block of blocks) {
    kept += block.text.length;
    for (const { start, end } of block.inserted) kept -= end - start;
  }
  const characters = unclaimed.reduce((sum, { start, end }) => sum + end - start, 0);
  const samples = unclaimed.slice(0, 5).map(({ start, end }) => text.slice(start, Math.min(end, start + 80)));
  return {
    total: text.length,
    kept,
    markup: text.length - kept - characters,
    skipped: characters === 0 ? [] : [{ ...skipReason('syntax-not-understood'), characters, samples }],
  };
}

/** Read with a pattern: YAML parsers are a risk that one line does not need. */
function frontMatterTitle(blocks: readonly ParsedBlock[]): string | undefined {
  const [first] = blocks;
  if (first?.kind !== 'metadata') return undefined;
  const value = /^title[ \t]*:[ \t]*(\S.*?)[ \t]*$/m.exec(first.text)?.[1];
  return value?.replace(/^(["'])(.*)\1$/, '$2').trim() || undefined;
}

function headingTitle(blocks: readonly ParsedBlock[]): string | undefined {
  const heading = blocks.find(({ kind }) => kind === 'heading');
  return heading?.text.replace(/\s+/g, ' ').trim().slice(0, 300) || undefined;
}
