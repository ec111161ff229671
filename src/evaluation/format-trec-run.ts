import { RagstoneError } from '../contracts/error.ts';
import type { FoundPassage } from './rank-documents.ts';

/**
 * The lines of one query in a TREC run file: `query Q0 document rank score tag`.
 * The format separates by blanks, so an id that holds one is an error.
 */
export function formatTrecRun(query: string, ranked: readonly FoundPassage[], tag: string): string {
  for (const id of [query, tag, ...ranked.map(({ documentId }) => documentId)]) {
    if (!/^\S+$/.test(id)) {
      throw new RagstoneError('invalid-input', {
        en: `"${id}" cannot stand in a TREC run file, whose fields are separated by blanks. Use ids without white space or leave the run file out.`,
        zh: `TREC 结果文件以空格分隔字段，无法写入“${id}”。请使用不含空白的编号，或不输出该文件。`,
        details: { id },
      });
    }
  }
  return ranked
    .map(({ documentId, score }, index) => `${query} Q0 ${documentId} ${index + 1} ${score} ${tag}\n`)
    .join('');
}
