import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beirDocumentText } from './beir-document-text.ts';
import { readBeir } from './read-beir.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beir-'));
  await mkdir(join(folder, 'qrels'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write({ corpus, queries, judgements }: Partial<Record<'corpus' | 'queries' | 'judgements', string>>) {
  await writeFile(join(folder, 'corpus.jsonl'), corpus ?? '{"_id":"d1","title":"题","text":"正文"}\n');
  await writeFile(join(folder, 'queries.jsonl'), queries ?? '{"_id":"q1","text":"问"}\n{"_id":"q2","text":"?"}\n');
  await writeFile(join(folder, 'qrels', 'test.tsv'), judgements ?? 'query-id\tcorpus-id\tscore\nq1\td1\t2\n');
}
const read = () => readBeir({ folder, split: 'test' });

describe('readBeir', () => {
  it('reads documents, the judged queries and the judgements', async () => {
    await write({ judgements: '\ufeffquery-id\tcorpus-id\tscore\r\nq1\td1\t2\r\nq1\tgone\t1\r\n\r\n' });
    expect(await read()).toEqual({
      documents: [{ id: 'd1', title: '题', text: '正文' }],
      queries: [{ id: 'q1', text: '问' }],
      judgements: new Map([
        [
          'q1',
          new Map([
            ['d1', 2],
            ['gone', 1],
          ]),
        ],
      ]),
      judgedButMissing: 1,
    });
  });

  it('takes a qrels file without a head line, numeric ids and a missing title', async () => {
    await write({ corpus: '{"_id":7,"text":"t"}', queries: '{"_id":1,"text":"q"}', judgements: '1\t7\t1' });
    expect(await read()).toMatchObject({ documents: [{ id: '7', title: '' }], queries: [{ id: '1' }] });
  });

  it.each([
    [{ corpus: '{"_id":"d1","text":"t"}\n{oops' }, /corpus\.jsonl, line 2: .*not JSON/],
    [{ corpus: '{"_id":"d1","text":"t"}\n\n{"_id":"d2"}' }, /corpus\.jsonl, line 3: text/],
    [{ corpus: '{"_id":"d1","text":"a"}\n{"_id":"d1","text":"b"}' }, /corpus\.jsonl, line 2: d1 stands there twice/],
    [{ judgements: 'query-id\tcorpus-id\tscore\nq1 d1 1' }, /test\.tsv, line 2: a judgement is/],
    [{ judgements: 'q1\td1\tmuch' }, /test\.tsv, line 1: a judgement is/],
    [{ judgements: 'q9\td1\t1' }, /test\.tsv, line 1: query q9/],
  ])('names file and line of what it cannot use: %j', async (files, message) => {
    await write(files);
    await expect(read()).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringMatching(message) });
  });

  it('says which file is missing', async () => {
    await write({});
    await expect(readBeir({ folder, split: 'dev' })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('dev.tsv'),
    });
  });

  const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
  it.skipIf(!existsSync(shared))('reads the public collections (skipped without ../shared/data)', async () => {
    const cmrc = await readBeir({ folder: join(shared, 'cmrc2018'), split: 'test' });
    expect([cmrc.documents.length, cmrc.queries.length]).toEqual([1_104, 4_221]);
    const cranfield = await readBeir({ folder: join(shared, 'cranfield'), split: 'test' });
    expect([cranfield.documents.length, cranfield.queries.length]).toEqual([1_398, 225]);
  });
});

describe('beirDocumentText', () => {
  it('puts the title first unless the text begins with it', () => {
    expect(beirDocumentText({ id: '1', title: 'A title', text: 'Text' })).toBe('A title\n\nText');
    expect(beirDocumentText({ id: '1', title: 'A title .', text: ' A title . Text' })).toBe(' A title . Text');
    expect(beirDocumentText({ id: '1', title: ' ', text: 'Text' })).toBe('Text');
  });
});
