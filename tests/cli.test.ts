import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  answerSchema,
  documentDetailSchema,
  documentListSchema,
  ingestReportSchema,
  knowledgeBaseListSchema,
  searchResultSchema,
} from '../src/contracts/http.ts';
import { ledgerSchema } from '../src/contracts/ledger.ts';
import { locatorSchema } from '../src/contracts/locator.ts';
import { runRagstone } from './run-ragstone.ts';
import { temporaryFolder } from './temporary-folder.ts';

const whale = '# Whales\n\nThe blue whale weighs 150 tonnes.\n\n蓝鲸的心脏重约六百公斤。\n';

async function prepare(): Promise<{ folder: string; home: string }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, '鲸 whale.md'), whale);
  return { folder, home: join(folder, 'home') };
}

const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    messageZh: z.string(),
    retryable: z.boolean(),
    details: z.record(z.string(), z.unknown()),
  }),
});
const parseSchema = z.strictObject({
  blocks: z.array(
    z.looseObject({
      kind: z.string(),
      text: z.string(),
      locator: locatorSchema,
      runs: z.array(z.looseObject({ start: z.int(), end: z.int(), locator: locatorSchema })),
    }),
  ),
  cleanText: z.string(),
  sourceMap: z.array(
    z.looseObject({
      kind: z.enum(['verbatim', 'rewritten', 'inserted']),
      start: z.int(),
      end: z.int(),
      block: z.int(),
    }),
  ),
  removed: z.array(z.strictObject({ block: z.int(), start: z.int(), end: z.int(), rule: z.string() })),
  ledger: ledgerSchema,
});

describe('the command line', () => {
  it('prints the objects that are documented, from ingest to answer', async () => {
    const { folder, home } = await prepare();
    const json = async (...args: string[]): Promise<unknown> => {
      const { stdout, stderr, exitCode } = await runRagstone([...args, '--home', home, '--json']);
      expect([exitCode, stderr]).toEqual([0, '']);
      return JSON.parse(stdout);
    };
    const report = ingestReportSchema.strict().parse(await json('ingest', join(folder, '鲸 whale.md'), '--kb', 'sea'));
    expect(report.documents).toMatchObject([{ name: '鲸 whale.md', status: 'done', coverage: 1 }]);
    expect(
      ingestReportSchema.parse(await json('ingest', join(folder, '鲸 whale.md'), '--kb', 'sea')).documents[0]?.status,
    ).toBe('unchanged');
    expect(knowledgeBaseListSchema.strict().parse(await json('kb', 'list')).knowledgeBases).toMatchObject([
      { name: 'sea', documents: 1 },
    ]);
    const [document] = documentListSchema.strict().parse(await json('documents', 'list', '--kb', 'sea')).documents;
    const detail = documentDetailSchema.parse(await json('documents', 'show', '鲸 whale.md', '--kb', 'sea'));
    expect(detail.id).toBe(document?.id);
    const found = searchResultSchema
      .strict()
      .parse(await json('search', '蓝鲸 心脏', '--kb', 'sea', '-k', '3', '--type', 'markdown'));
    expect(found.passages[0]?.document.id).toBe(document?.id);
    expect(searchResultSchema.parse(await json('search', '蓝鲸', '--kb', 'sea', '--type', 'pdf')).passages).toEqual([]);
    const answer = answerSchema.strict().parse(await json('ask', '蓝鲸的心脏有多重？', '--kb', 'sea'));
    const citation = answer.sentences[0]?.citations[0];
    expect(citation?.quote).toContain('六百公斤');
    const [locator] = citation?.locators ?? [];
    expect(locator?.kind === 'text' ? whale.slice(locator.start, locator.end) : '').toBe(citation?.quote);
    expect(await json('doctor')).toEqual({ problems: [], repaired: false });
    await json('documents', 'delete', '鲸 whale.md', '--kb', 'sea');
    expect(documentListSchema.parse(await json('documents', 'list', '--kb', 'sea')).documents).toEqual([]);
  });

  it('shows what is read from a file without a home', async () => {
    const { folder } = await prepare();
    const { stdout, exitCode } = await runRagstone(['parse', join(folder, '鲸 whale.md'), '--json'], {
      RAGSTONE_HOME: '/nowhere/at/all',
    });
    expect(exitCode).toBe(0);
    const parsed = parseSchema.parse(JSON.parse(stdout));
    expect(parsed.cleanText).toContain('150 tonnes');
    const plain = await runRagstone(['parse', join(folder, '鲸 whale.md')]);
    expect(plain.stdout).toMatch(/heading 1 {2}line 1\n {4}Whales/);
    expect(plain.stdout).toContain('coverage    100.00 %');
  });

  it('answers a file of questions; a bad line fails alone', async () => {
    const { folder, home } = await prepare();
    await runRagstone(['ingest', join(folder, '鲸 whale.md'), '--home', home]);
    const [input, output] = [join(folder, 'questions.jsonl'), join(folder, 'answers.jsonl')];
    await writeFile(
      input,
      '{"id":"a","question":"How much does the blue whale weigh?"}\n{"id":"b"}\nnonsense\n{"id":4,"question":"蓝鲸的心脏有多重？"}\n',
    );
    const { exitCode } = await runRagstone(['ask', '--batch', input, '--output', output, '--home', home]);
    expect(exitCode).toBe(1);
    const lines = (await readFile(output, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; answer?: string; error?: { code: string } });
    expect(lines.map(({ id, error }) => [id, error?.code ?? null])).toEqual([
      ['a', null],
      ['b', 'invalid-input'],
      [null, 'invalid-input'],
      [4, null],
    ]);
    expect(lines[0]?.answer).toContain('150 tonnes');
  });

  it('says what is wrong, in both languages, with the exit code of the table', async () => {
    const { folder, home } = await prepare();
    await writeFile(join(folder, 'empty.txt'), '');
    const cases: [string[], number, string][] = [
      [['ask', 'x', '--kb', 'none'], 4, 'not-found'],
      [['ask', ' '], 2, 'invalid-input'],
      [['ingest', join(folder, 'missing.pdf')], 4, 'not-found'],
      [['parse', join(folder, 'empty.txt')], 6, 'empty-document'],
      [['kb', 'create', 'a/b'], 2, 'invalid-input'],
      [['evaluate', 'retrieval', '--beir', folder], 4, 'not-found'],
    ];
    for (const [args, code, name] of cases) {
      const { exitCode, stderr, stdout } = await runRagstone([
        ...args,
        '--json',
        ...(args[0] === 'evaluate' || args[0] === 'parse' ? [] : ['--home', home]),
      ]);
      expect([args.join(' '), exitCode, stdout]).toEqual([args.join(' '), code, '']);
      const { error } = errorSchema.parse(JSON.parse(stderr));
      expect(error.code).toBe(name);
      expect(error.messageZh).toMatch(/\p{Script=Han}/u);
    }
    const chinese = await runRagstone(['ask', 'x', '--kb', 'none', '--home', home], { LC_ALL: 'zh_CN.UTF-8' });
    expect(chinese.stderr).toContain('没有名为“none”的知识库');
  });

  it('says in Chinese what failed and what is missing', async () => {
    const folder = await temporaryFolder();
    const home = join(folder, 'home');
    const broken = Buffer.concat([Buffer.from('茶叶的冲泡方法很多。\n'.repeat(20)), Buffer.from([0xff, 0xfe, 0x0a])]);
    await writeFile(join(folder, '残缺.txt'), broken);
    await writeFile(join(folder, '空白.txt'), ' \n');
    await writeFile(join(folder, '损坏.pdf'), '%PDF-1.7\nnothing of a document\n');
    await writeFile(join(folder, '录音.mp3'), 'ID3\u0003');
    const paths = ['残缺.txt', '空白.txt', '损坏.pdf', '录音.mp3'].map((name) => join(folder, name));
    const inChinese = async (...args: string[]): Promise<string> => {
      const { stdout, stderr } = await runRagstone([...args, '--home', home], { RAGSTONE_LANGUAGE: 'zh-CN' });
      const printed = stdout + stderr;
      expect(printed, args.join(' ')).toMatch(/\p{Script=Han}/u);
      expect(printed, args.join(' ')).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/i);
      return printed;
    };
    const report = await inChinese('ingest', ...paths);
    expect(report).toMatch(/! 部分读取 {2}残缺\.txt .*（有 2 个字节不是 UTF-8，位于第 21 行；.*）/);
    expect(report).toMatch(/✗ 失败 {6}空白\.txt（.*）/);
    expect(report).toMatch(/✗ 失败 {6}损坏\.pdf（.*）/);
    expect(report).toMatch(/– 已跳过 {4}录音\.mp3（.*暂不支持.*）/);
    expect(report).toMatch(/部分读取 1 个/);
    expect(await inChinese('documents', 'list')).toMatch(/残缺\.txt（有 2 个字节不是 UTF-8/);
    const shown = await inChinese('documents', 'show', '残缺.txt');
    expect(shown).toMatch(/状态 {8}部分读取：有 2 个字节不是 UTF-8/);
    expect(shown).toMatch(/警告 {8}undecodable-bytes：有 2 个字节/);
    expect(await inChinese('documents', 'show', '损坏.pdf')).toMatch(/状态 {8}失败：.*损坏/);
    expect(await inChinese('ask', '茶叶的冲泡方法多吗？')).toMatch(/\[1\] 残缺\.txt 第 \d/);
  });

  it('helps', async () => {
    const { stdout } = await runRagstone(['--help']);
    for (const name of ['serve', 'kb', 'ingest', 'documents', 'parse', 'search', 'ask', 'evaluate', 'doctor']) {
      expect(stdout).toContain(`  ${name}`);
      const help = await runRagstone([name, '--help']);
      expect([name, help.exitCode]).toEqual([name, 0]);
      if (name !== 'evaluate') expect(help.stdout).toContain('Example');
    }
    expect((await runRagstone(['nonsense'])).exitCode).toBe(2);
    expect((await runRagstone(['search', 'x', '-k', '0'])).exitCode).toBe(2);
  });

  it('helps in Chinese, and says in Chinese what it does not understand', async () => {
    const chinese = { RAGSTONE_LANGUAGE: 'zh-CN' };
    const latinSentence = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i;
    const commands = ['serve', 'kb create', 'ingest', 'documents show', 'parse', 'search', 'ask', 'doctor'];
    for (const command of ['', 'kb', 'documents', 'evaluate retrieval', ...commands]) {
      const { stdout } = await runRagstone([...command.split(' '), '--help'].filter(Boolean), chinese);
      // Commands to copy and file names are the same in both languages.
      const words = stdout.split('\n').filter((line) => !/ragstone |BEIR/.test(line));
      expect(words.length, command).toBeGreaterThan(3);
      expect(words.join('\n'), command).not.toMatch(latinSentence);
    }
    for (const [args, en, zh] of [
      [['serch', 'x'], /Unknown command 'serch'\. Did you mean search\?/, /未知命令“serch”。是否想用 search？/],
      [['search', 'x', '--bogus'], /Unknown option '--bogus'/, /未知选项“--bogus”/],
      [['search'], /Missing required argument 'query'/, /缺少参数“query”/],
      [['search', 'x', '-k', '0'], /-k cannot be "0"/, /-k 的值不能是“0”/],
      [['ask', 'x', '--since', 'May'], /--since cannot be "May"/, /--since 的值不能是“May”/],
      [['evaluate', 'retrieval'], /Required option '--beir <folder>'/, /缺少必需的选项“--beir <folder>”/],
      [['kb', 'list', 'x'], /Too many arguments/, /参数过多/],
    ] as const) {
      const { exitCode, stderr } = await runRagstone([...args, '--json'], chinese);
      expect([args.join(' '), exitCode], stderr).toEqual([args.join(' '), 2]);
      const { error } = errorSchema.parse(JSON.parse(stderr));
      expect(error.message).toMatch(en);
      expect(error.messageZh).toMatch(zh);
    }
    expect((await runRagstone(['search', 'x', '-k'], chinese)).stderr).toMatch(/^选项“-k <number>”缺少值/);
  });
});
