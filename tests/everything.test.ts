import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answerSchema, ingestReportSchema } from '../src/contracts/http.ts';
import { residentMemory } from '../src/ingestion/process/resident-memory.ts';
import { runRagstone, startServer } from './run-ragstone.ts';
import { hasSharedData, sharedData } from './shared-data.ts';
import { temporaryFolder } from './temporary-folder.ts';

const mostMegabytes = 700;

it.skipIf(!hasSharedData)(
  'real documents of every kind end as text or as a reason, in bounded memory, and the course answers',
  async () => {
    const home = join(await temporaryFolder(), 'home');
    const server = await startServer(home);
    let peak = 0;
    const watch = setInterval(async () => {
      peak = Math.max(peak, (await residentMemory(server.child.pid ?? 0)) ?? 0);
    }, 200);
    try {
      const ingest = async (folder: string) => {
        const run = await runRagstone(['ingest', join(sharedData, folder), '--kb', folder, '--home', home, '--json']);
        return ingestReportSchema.parse(JSON.parse(run.stdout)).documents;
      };
      const documents = [...(await ingest('documents')), ...(await ingest('course'))];
      expect(documents.length).toBeGreaterThan(60);
      for (const { name, status, reason } of documents)
        if (status !== 'done' && status !== 'unchanged') expect(reason, name).toBeTruthy();
      const statusOf = (end: string) => documents.find(({ name }) => name.endsWith(end))?.status;
      expect(statusOf('pumpkin_book.pdf')).toBe('done');
      expect(statusOf('random.bin')).toBe('skipped');
      expect(statusOf('report_scan.pdf')).toBe('failed');

      for (const [question, sources, phrase] of [
        ['什么是迭代优化提示？', ['3. 迭代优化 Iterative.md'], '迭代'],
        ['如何让模型给出结构化的输出？', ['2. 提示原则 Guidelines.md'], '结构化'],
        ['支持向量机的对偶问题怎么推导？', ['pumpkin_book.pdf'], '对偶'],
        ['强化学习由哪两部分组成？', ['强化学习入门指南.txt'], '智能体和环境'],
        [
          'How do I set temperature for a chatbot?',
          ['8. 聊天机器人 Chatbot.md', '7. 文本扩展 Expanding.md'],
          'temperature',
        ],
      ] as const) {
        const asked = await runRagstone(['ask', question, '--kb', 'course', '--home', home, '--json']);
        const answer = answerSchema.parse(JSON.parse(asked.stdout));
        expect(answer.status, question).toBe('answered');
        expect(answer.answer, question).toContain(phrase);
        const [first] = answer.sentences;
        expect(sources, question).toContain(first?.citations[0]?.document.name);
        expect(first?.verdict).toBe('supported');
      }
      for (const question of ['量子纠缠的实验由谁完成？', 'What is the capital of France?']) {
        const asked = await runRagstone(['ask', question, '--kb', 'course', '--home', home, '--json']);
        expect(answerSchema.parse(JSON.parse(asked.stdout)).status, question).toBe('declined');
      }
    } finally {
      clearInterval(watch);
      await server.stop();
    }
    const megabytes = Math.round(peak / 1024 / 1024);
    process.stdout.write(`peak resident memory of the server: ${megabytes} MB\n`);
    expect(megabytes).toBeLessThan(mostMegabytes);
  },
  300_000,
);
