import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collectAnswer } from '../src/contracts/collect-answer.ts';
import { type LocalWorkspace, openWorkspace } from '../src/workspace/open-workspace.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function open(home: string): Promise<LocalWorkspace> {
  const unexpected: unknown[] = [];
  const workspace = await openWorkspace({ home, onUnexpected: (error) => unexpected.push(error) });
  onTestFinished(async () => {
    await workspace.close();
    expect(unexpected).toEqual([]);
  });
  return workspace;
}

async function write(folder: string, files: Record<string, string | Buffer>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

const tea =
  '# 茶叶手册\n\n龙井茶产于杭州西湖一带，属于绿茶。\n\n## 冲泡\n\n冲泡龙井的水温以八十五摄氏度为宜，时间为两分钟。\n';
const stove =
  'The camping stove burns gas.\n\nThe tank of the camping stove holds 450 grams of butane and lasts for three hours.\n';

describe('a workspace', () => {
  it('answers from what was added, in two languages, with quotes that stand in the original', async () => {
    const folder = await temporaryFolder();
    await write(join(folder, 'in'), {
      '茶.md': tea,
      'stove.txt': stove,
      'data.bin': Buffer.from([0, 1, 2, 3, 255, 0, 7]),
    });
    const workspace = await open(join(folder, 'home'));
    const report = await workspace.ingest({ knowledgeBase: 'things', paths: [join(folder, 'in')] });
    expect(Object.fromEntries(report.documents.map(({ name, status }) => [name, status]))).toEqual({
      '茶.md': 'done',
      'stove.txt': 'done',
      'data.bin': 'skipped',
    });
    expect(report.documents.find(({ name }) => name === 'data.bin')?.reasonZh).toMatch(/\p{Script=Han}/u);

    for (const [question, original, phrase] of [
      ['冲泡龙井的水温是多少？', tea, '八十五摄氏度'],
      ['How many grams of butane does the tank hold?', stove, '450 grams'],
    ] as const) {
      const answer = await collectAnswer(await workspace.ask({ knowledgeBase: 'things', question }));
      expect(answer.status).toBe('answered');
      expect(answer.answer).toContain(phrase);
      for (const sentence of answer.sentences) {
        expect(answer.answer.slice(sentence.start, sentence.end)).toBe(sentence.text);
        for (const { quote, locators } of sentence.citations) {
          const [locator] = locators;
          expect(locator?.kind).toBe('text');
          if (locator?.kind === 'text') expect(original.slice(locator.start, locator.end)).toBe(quote);
        }
      }
    }
    const refusal = await collectAnswer(
      await workspace.ask({ knowledgeBase: 'things', question: '火星上有几座火山？' }),
    );
    expect(refusal.status).toBe('declined');
    expect((await workspace.doctor()).problems).toEqual([]);
  });

  it('leaves an unchanged file alone, replaces a changed one, and forgets a deleted one', async () => {
    const folder = await temporaryFolder();
    const input = join(folder, 'in');
    await write(input, { 'stove.txt': stove });
    const workspace = await open(join(folder, 'home'));
    const ingest = async () => (await workspace.ingest({ knowledgeBase: 'kb', paths: [input] })).documents[0];
    const first = await ingest();
    expect(first?.status).toBe('done');
    expect((await ingest())?.status).toBe('unchanged');

    await write(input, { 'stove.txt': stove.replace('450', '990') });
    const second = await ingest();
    expect(second).toMatchObject({ status: 'done', id: first?.id });
    const texts = async (query: string) =>
      (await workspace.search({ knowledgeBase: 'kb', query })).passages.map(({ text }) => text).join('\n');
    expect(await texts('grams of butane')).toContain('990');
    expect(await texts('grams of butane')).not.toContain('450');

    await workspace.deleteDocument(first?.id ?? '');
    expect(await texts('grams of butane')).toBe('');
    expect(await workspace.listDocuments('kb')).toEqual([]);
    expect((await workspace.doctor()).problems).toEqual([]);
    expect(
      (await readdir(join(folder, 'home', 'blobs'), { recursive: true, withFileTypes: true })).filter((entry) =>
        entry.isFile(),
      ),
    ).toEqual([]);
  });

  it('keeps the old version answering where a new one cannot be read, and says so', async () => {
    const folder = await temporaryFolder();
    const input = join(folder, 'in');
    await write(input, { 'a.html': '<p>The blue whale weighs 150 tonnes.</p>' });
    const workspace = await open(join(folder, 'home'));
    await workspace.ingest({ knowledgeBase: 'kb', paths: [input] });
    await write(input, { 'a.html': Buffer.from('%PDF-1.7\nbroken') });
    const [broken] = (await workspace.ingest({ knowledgeBase: 'kb', paths: [input] })).documents;
    expect(broken?.status).toBe('failed');
    const [document] = await workspace.listDocuments('kb');
    expect(document?.status).toBe('partial');
    expect(document?.reason).toMatch(/^the newest version could not be read, .*: \S/);
    expect(document?.reasonZh).toMatch(/^最新版本无法读取，.*：.*\p{Script=Han}/u);
    expect((await workspace.search({ knowledgeBase: 'kb', query: 'blue whale' })).passages).toHaveLength(1);
  });

  it('says so when a format that nobody reads takes the place of a document', async () => {
    const folder = await temporaryFolder();
    const input = join(folder, 'in');
    await write(input, { 'stove.txt': stove });
    const workspace = await open(join(folder, 'home'));
    await workspace.ingest({ knowledgeBase: 'kb', paths: [input] });
    await write(input, { 'stove.txt': Buffer.from([0, 1, 2, 3, 255, 0, 7]) });
    const { documents } = await workspace.ingest({ knowledgeBase: 'kb', paths: [input] });
    expect(documents[0]?.status).toBe('failed');
    const [document] = await workspace.listDocuments('kb');
    expect(document).toMatchObject({ status: 'partial', name: 'stove.txt' });
    expect(document?.reason).toContain('the one before still answers');
  });

  it('refuses a second opener of a home, and lets one in after the first has left', async () => {
    const home = join(await temporaryFolder(), 'home');
    const first = await openWorkspace({ home });
    await expect(openWorkspace({ home })).rejects.toMatchObject({ code: 'home-in-use' });
    await first.close();
    await (await openWorkspace({ home })).close();
  });

  it('purges a knowledge base with all it held', async () => {
    const folder = await temporaryFolder();
    await write(join(folder, 'in'), { '茶.md': tea });
    const workspace = await open(join(folder, 'home'));
    await workspace.ingest({ knowledgeBase: 'kb', paths: [join(folder, 'in')] });
    await workspace.deleteKnowledgeBase('kb');
    expect(await workspace.listKnowledgeBases()).toEqual([]);
    await expect(workspace.search({ knowledgeBase: 'kb', query: '茶' })).rejects.toMatchObject({ code: 'not-found' });
    expect((await workspace.doctor()).problems).toEqual([]);
  });

  it('notices missing and superfluous files in the stores', async () => {
    const folder = await temporaryFolder();
    await write(join(folder, 'in'), { '茶.md': tea });
    const home = join(folder, 'home');
    const workspace = await open(home);
    await workspace.ingest({ knowledgeBase: 'kb', paths: [join(folder, 'in')] });
    const blobs = (await readdir(join(home, 'blobs'), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const [one] = blobs;
    await rm(join(one?.parentPath ?? '', one?.name ?? ''));
    expect((await workspace.doctor()).problems.map(({ kind }) => kind)).toEqual(['missing-blobs']);
  });

  it('says that the index is lost instead of finding nothing, and mends it from the originals', async () => {
    const folder = await temporaryFolder();
    await write(join(folder, 'in'), { '茶.md': tea });
    const home = join(folder, 'home');
    const first = await openWorkspace({ home });
    await first.ingest({ knowledgeBase: 'kb', paths: [join(folder, 'in')] });
    await first.close();
    await rm(join(home, 'index'), { recursive: true });
    const workspace = await open(home);
    await expect(workspace.search({ knowledgeBase: 'kb', query: '龙井' })).rejects.toMatchObject({
      code: 'storage-failed',
    });
    expect(await workspace.doctor({ repair: true })).toMatchObject({
      repaired: true,
      problems: [{ kind: 'missing-rows' }],
    });
    expect((await workspace.search({ knowledgeBase: 'kb', query: '龙井' })).passages).toHaveLength(1);
    expect((await workspace.doctor()).problems).toEqual([]);
  });

  it('leaves no word of a deleted document in any file of the home', async () => {
    const folder = await temporaryFolder();
    await write(join(folder, 'in'), {
      'stove.txt': stove,
      'secret.txt': 'The quetzalcoatlus-protocol opens the vault.\n',
    });
    const home = join(folder, 'home');
    const workspace = await open(home);
    const { documents } = await workspace.ingest({ knowledgeBase: 'kb', paths: [join(folder, 'in')] });
    const holding = async () => {
      const files = (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
      const names = await Promise.all(
        files.map(async ({ parentPath, name }) =>
          (await readFile(join(parentPath, name))).includes('quetzalcoatlus') ? [name] : [],
        ),
      );
      return names.flat();
    };
    await workspace.idle();
    expect((await holding()).length).toBeGreaterThan(0);
    await workspace.deleteDocument(documents.find(({ name }) => name === 'secret.txt')?.id ?? '');
    await workspace.idle();
    expect(await holding()).toEqual([]);
    expect((await workspace.search({ knowledgeBase: 'kb', query: 'camping stove' })).passages).toHaveLength(1);
  });
});
