import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { RagstoneError } from '../contracts/error.ts';
import { explainIssues } from '../contracts/explain-issues.ts';
import type { BeirDataset, BeirDocument, BeirQuery } from './beir-dataset.ts';

const identifier = z.union([z.string().min(1), z.number()]).transform(String);
const documentSchema = z.object({ _id: identifier, title: z.string().nullish(), text: z.string() });
const querySchema = z.object({ _id: identifier, text: z.string() });

/**
 * Reads `corpus.jsonl`, `queries.jsonl` and `qrels/<split>.tsv` of a folder in
 * BEIR layout. Rejects with `not-found` where a file is missing and with
 * `invalid-input` where a line can't be used, naming file and line.
 */
export async function readBeir({ folder, split }: { folder: string; split: string }): Promise<BeirDataset> {
  const documents = new Map<string, BeirDocument>();
  await readJsonLines(join(folder, 'corpus.jsonl'), documentSchema, ({ _id, title, text }, where) => {
    rejectRepeated(documents.has(_id), _id, where);
    documents.set(_id, { id: _id, title: title ?? '', text });
  });
  const queries = new Map<string, BeirQuery>();
  await readJsonLines(join(folder, 'queries.jsonl'), querySchema, ({ _id, text }, where) => {
    rejectRepeated(queries.has(_id), _id, where);
    queries.set(_id, { id: _id, text });
  });
  const judgements = new Map<string, Map<string, number>>();
  let judgedButMissing = 0;
  await readLines(join(folder, 'qrels', `${split}.tsv`), (line, where) => {
    const { query, document, relevance } = parseJudgement(line, where) ?? {};
    if (query === undefined || document === undefined || relevance === undefined) return;
    if (!queries.has(query))
      throw unusable(where, `query ${query} is not in queries.jsonl`, `queries.jsonl 中没有查询 ${query}`);
    if (!documents.has(document) && relevance > 0) judgedButMissing += 1;
    const judged = judgements.get(query) ?? new Map<string, number>();
    rejectRepeated(judged.has(document), `${query} ${document}`, where);
    judgements.set(query, judged.set(document, relevance));
  });
  return {
    documents: [...documents.values()],
    queries: [...queries.values()].filter(({ id }) => judgements.has(id)),
    judgements,
    judgedButMissing,
  };
}

interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

function parseJudgement(
  line: string,
  where: Place,
): { query: string; document: string; relevance: number } | undefined {
  const fields = line.split('\t').map((field) => field.trim());
  if (where.line === 1 && /^query[-_]?id$/i.test(fields[0]!)) return undefined;
  const [query, document, score] = fields;
  const relevance = Number(score);
  if (fields.length !== 3 || query === '' || document === '' || score === '' || !Number.isFinite(relevance)) {
    throw unusable(
      where,
      'a judgement is query id, document id and a number, separated by tabs',
      '每条判定应为用制表符分隔的查询编号、文档编号和数字',
    );
  }
  return { query: query!, document: document!, relevance };
}

async function readJsonLines<Value>(
  file: string,
  schema: z.ZodType<Value>,
  take: (value: Value, where: Place) => void,
): Promise<void> {
  await readLines(file, (line, where) => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw unusable(where, 'the line is not JSON', '该行不是 JSON', cause);
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const { en, zh } = explainIssues(parsed.error);
      throw unusable(where, en, zh, parsed.error);
    }
    take(parsed.data, where);
  });
}

async function readLines(file: string, take: (line: string, where: Place) => void): Promise<void> {
  try {
    await stat(file);
  } catch (cause) {
    throw new RagstoneError('not-found', {
      en: `${file} was not found. A BEIR folder holds corpus.jsonl, queries.jsonl and qrels/<split>.tsv; check folder and split.`,
      zh: `未找到 ${file}。BEIR 目录应包含 corpus.jsonl、queries.jsonl 和 qrels/<split>.tsv，请检查目录和 split。`,
      details: { file },
      cause,
    });
  }
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const clean = number === 1 ? line.replace(/^\ufeff/, '') : line;
    if (clean.trim() !== '') take(clean, { file, line: number });
  }
}

function rejectRepeated(repeated: boolean, id: string, where: Place): void {
  if (repeated) throw unusable(where, `${id} stands there twice`, `${id} 重复出现`);
}

function unusable({ file, line }: Place, en: string, zh: string, cause?: unknown): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: `${file}, line ${line}: ${en}. Correct the line and start again.`,
    zh: `${file} 第 ${line} 行：${zh}。请改正后重试。`,
    details: { file, line },
    cause,
  });
}
