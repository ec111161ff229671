import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { collectAnswer } from '../contracts/collect-answer.ts';
import { RagstoneError } from '../contracts/error.ts';
import { explainIssues } from '../contracts/explain-issues.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { describeError } from './describe-error.ts';
import type { Terminal } from './terminal.ts';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

/** Answers a file of `{id, question}` lines into a file of `{id, …answer}` lines, in order; returns how many lines failed. */
export async function askBatch(
  {
    input,
    output,
    knowledgeBase,
    k,
  }: {
    readonly input: string;
    readonly output: string;
    readonly knowledgeBase: string;
    readonly k?: number | undefined;
  },
  {
    workspace,
    terminal,
    signal,
  }: { readonly workspace: Workspace; readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<{ readonly lines: number; readonly failed: number }> {
  const lines = createInterface({ input: createReadStream(input, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  const sink = createWriteStream(output, 'utf8');
  let number = 0;
  let failed = 0;
  try {
    for await (const line of lines) {
      if (line.trim() === '') continue;
      signal.throwIfAborted();
      number += 1;
      const parsed = parseLine(line);
      const result = await answerLine(parsed, number, { workspace, knowledgeBase, k, signal });
      if ('error' in result) failed += 1;
      sink.write(`${JSON.stringify(result)}\n`);
      terminal.status(
        terminal.language === 'zh' ? `已回答 ${number} 个，失败 ${failed} 个` : `${number} answered, ${failed} failed`,
      );
    }
  } finally {
    sink.end();
    await finished(sink);
  }
  return { lines: number, failed };
}

function parseLine(
  line: string,
):
  | z.infer<typeof lineSchema>
  | { readonly id: string | number | null; readonly why: ReturnType<typeof explainIssues> } {
  try {
    const value: unknown = JSON.parse(line);
    const parsed = lineSchema.safeParse(value);
    if (parsed.success) return parsed.data;
    const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
    return { id: id.success ? id.data.id : null, why: explainIssues(parsed.error) };
  } catch (error) {
    return { id: null, why: { en: String(error), zh: '不是有效的 JSON' } };
  }
}

async function answerLine(
  parsed: ReturnType<typeof parseLine>,
  number: number,
  {
    workspace,
    knowledgeBase,
    k,
    signal,
  }: {
    readonly workspace: Workspace;
    readonly knowledgeBase: string;
    readonly k: number | undefined;
    readonly signal: AbortSignal;
  },
) {
  try {
    if ('why' in parsed) {
      throw new RagstoneError('invalid-input', {
        en: `Line ${number} is not {"id": …, "question": "…"}: ${parsed.why.en}`,
        zh: `第 ${number} 行不是 {"id": …, "question": "…"}：${parsed.why.zh}`,
      });
    }
    const answer = await collectAnswer(await workspace.ask({ knowledgeBase, question: parsed.question, k, signal }));
    return { id: parsed.id, ...answer };
  } catch (error) {
    if (signal.aborted) throw error;
    return { id: parsed.id, error: describeError(error) };
  }
}
