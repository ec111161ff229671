import type { IngestedDocument } from '../contracts/http.ts';
import type { Terminal } from './terminal.ts';

/** What came of a document, in the language of the terminal. */
export const statusWords: Readonly<Record<Terminal['language'], Readonly<Record<IngestedDocument['status'], string>>>> =
  {
    en: { done: 'done', unchanged: 'unchanged', partial: 'partial', failed: 'failed', skipped: 'skipped' },
    zh: { done: '完成', unchanged: '未变化', partial: '部分读取', failed: '失败', skipped: '已跳过' },
  };
