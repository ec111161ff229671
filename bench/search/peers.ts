import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connect, MatchQuery } from '@lancedb/lancedb';
import { openSqliteFile } from '../../src/storage/sqlite-driver.ts';

export interface Peer {
  readonly name: string;
  search(question: string, terms: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** The same table, one unweighted query over the same terms, ids only. */
export async function bareLanceDb(tableFolder: string, k: number): Promise<Peer> {
  const connection = await connect(dirname(tableFolder));
  const table = await connection.openTable(basename(tableFolder, '.lance'));
  return {
    name: 'bare LanceDB',
    search: (_question, terms) =>
      table
        .query()
        .fullTextSearch(new MatchQuery(terms.join(' '), 'terms'), { columns: ['terms'] })
        .select(['id', '_score'])
        .limit(k)
        .toArray(),
    async close() {
      table.close();
    },
  };
}

/** SQLite FTS5 over the same terms, separated by blanks. */
export async function fullTextSearch(passages: readonly (readonly string[])[], k: number): Promise<Peer> {
  const connection = await openSqliteFile(':memory:', { synchronous: 'normal' });
  connection.exec("CREATE VIRTUAL TABLE passages USING fts5(terms, tokenize = 'unicode61')");
  const insert = connection.prepare('INSERT INTO passages (terms) VALUES (?)');
  connection.exec('BEGIN');
  for (const terms of passages) insert.run(terms.join(' '));
  connection.exec('COMMIT');
  const select = connection.prepare('SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?');
  return {
    name: 'SQLite FTS5',
    search: async (_question, terms) =>
      select.all(terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR '), k),
    async close() {
      connection.close();
    },
  };
}

/** LangChain.js BM25Retriever with its defaults over the raw text. */
export async function langchainBm25(passages: readonly string[], k: number): Promise<Peer> {
  const resolve = createRequire(new URL('../peers/package.json', import.meta.url)).resolve;
  const { BM25Retriever } = (await import(pathToFileURL(resolve('@langchain/community/retrievers/bm25')).href)) as {
    BM25Retriever: {
      fromDocuments(
        documents: readonly object[],
        options: { k: number; includeScore: boolean },
      ): { invoke(question: string): Promise<unknown> };
    };
  };
  const retriever = BM25Retriever.fromDocuments(
    passages.map((pageContent) => ({ pageContent, metadata: {} })),
    { k, includeScore: false },
  );
  return {
    name: 'LangChain.js BM25Retriever',
    search: (question) => retriever.invoke(question),
    close: async () => {},
  };
}

/** haystack in a Python process of its own, where RAGSTONE_BENCH_PYTHON (or python3) has it; else `null`. */
export async function haystackBm25(passages: readonly string[], k: number): Promise<Peer | null> {
  const python = process.env.RAGSTONE_BENCH_PYTHON ?? 'python3';
  if (spawnSync(python, ['-c', 'import haystack']).status !== 0) return null;
  const script = fileURLToPath(new URL('./haystack-bm25.py', import.meta.url));
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write(`${JSON.stringify([passages, k])}\n`);
  await lines.next();
  return {
    name: 'haystack InMemoryBM25Retriever',
    async search(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return (await lines.next()).value;
    },
    async close() {
      child.kill();
    },
  };
}
