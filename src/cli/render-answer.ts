import type { Answer } from '../contracts/answer.ts';
import type { AnswerPart } from '../contracts/answer-part.ts';
import { describeLocators } from './describe-locator.ts';
import type { Terminal } from './terminal.ts';

const texts = {
  en: {
    extractive: 'Extractive answer: sentences quoted from your documents.',
    nearest: 'Nearest passages:',
    warning: 'warning: ',
    verdicts: {
      supported: 'supported',
      'partly-supported': 'partly supported',
      unsupported: 'unsupported',
      contradicted: 'contradicted',
      'not-a-claim': 'not a claim',
      'not-checked': 'not checked',
    },
  },
  zh: {
    extractive: '摘录式回答：句子直接引自你的文档。',
    nearest: '最接近的段落：',
    warning: '警告：',
    verdicts: {
      supported: '有依据',
      'partly-supported': '来源仅部分支持',
      unsupported: '来源不支持',
      contradicted: '与来源矛盾',
      'not-a-claim': '不是论断',
      'not-checked': '未核查',
    },
  },
} as const;

/** Prints the stream as it comes: sentences with `[n]`, then the citations with their quotes. */
export async function renderAnswer(parts: AsyncIterable<AnswerPart>, terminal: Terminal): Promise<void> {
  const { language } = terminal;
  const say = texts[language];
  const citations: Answer['sentences'][number]['citations'] = [];
  for await (const part of parts) {
    switch (part.type) {
      case 'text-delta':
        await terminal.write(part.text);
        break;
      case 'sentence-checked':
        for (const citation of part.sentence.citations) {
          citations.push(citation);
          await terminal.write(` [${citations.length}]`);
        }
        if (part.sentence.verdict !== 'supported' && part.sentence.verdict !== 'not-a-claim')
          await terminal.write(` (${say.verdicts[part.sentence.verdict]})`);
        break;
      case 'warning':
        terminal.note(`${say.warning}${language === 'zh' ? part.warning.messageZh : part.warning.message}`);
        break;
      case 'error':
        terminal.note(language === 'zh' ? part.messageZh : part.message);
        break;
      case 'answer-end':
        await terminal.print('');
        if (part.nearest.length > 0) await terminal.print(`\n${say.nearest}`);
        for (const { rank, document, locators, text } of part.nearest)
          await terminal.print(
            `[${rank}] ${document.name} ${describeLocators(locators, language)}\n    ${oneLine(text)}`,
          );
        if (citations.length > 0) await terminal.print('');
        for (const [position, { document, locators, quote }] of citations.entries()) {
          await terminal.print(
            `[${position + 1}] ${document.name} ${describeLocators(locators, language)}\n    “${oneLine(quote)}”`,
          );
        }
        if (part.status === 'answered') terminal.note(`\n${say.extractive}`);
        break;
      case 'sources':
        break;
    }
  }
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 240 ? `${line.slice(0, 240)} …` : line;
}
