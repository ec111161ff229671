import { describe, expect, it } from 'vitest';
import type { CleanDocument } from '../../contracts/clean-document.ts';
import type { Ledger } from '../../contracts/ledger.ts';
import type { Coverage, ParsedDocument } from '../../contracts/parsed-document.ts';
import { buildLedger } from './build-ledger.ts';

const clean: CleanDocument = {
  text: 'kept',
  segments: [],
  removed: [{ block: 0, start: 4, end: 10, rule: 'white-space' }],
  rules: [],
  blocks: [],
};

function ledger(kept: number, lost: readonly number[], codes: readonly string[] = []): Ledger {
  const skipped = lost.map((characters) => ({ reason: 'lost', reasonZh: '丢失', characters, samples: [] }));
  const total = kept + 7 + lost.reduce((sum, characters) => sum + characters, 0);
  const coverage: Coverage = { total, kept, markup: 7, skipped };
  const warnings = codes.map((code) => ({ code, message: `it says ${code}`, messageZh: `警告 ${code}` }));
  const parsed: ParsedDocument = { format: 'pdf', blocks: [], coverage, warnings };
  const seconds = { parse: 0, clean: 0, chunk: 0 };
  return buildLedger({ parsed, clean, bytes: 1, chunks: 1, chunkWarnings: [], seconds });
}

describe('buildLedger', () => {
  it('counts what was skipped against what was kept; markup counts for neither', () => {
    expect(ledger(95, [2, 3])).toMatchObject({ coverage: 0.95, status: 'done', reason: null, reasonZh: null });
    expect(ledger(95, [2, 3]).characters).toEqual({
      total: 107,
      markup: 7,
      skipped: 5,
      parsed: 0,
      removed: 6,
      clean: 4,
    });
    expect(ledger(0, []).coverage).toBeNull();
  });

  it('calls a document partial below the floor, in both languages', () => {
    const { status, coverage, reason, reasonZh } = ledger(940, [30, 30]);
    expect([status, coverage]).toEqual(['partial', 0.94]);
    expect(reason).toContain('94.0 %');
    expect(reasonZh).toContain('94.0%');
  });

  it('calls a document partial when a page or bytes were not read, whatever its coverage', () => {
    for (const code of ['page-unreadable', 'page-without-text', 'page-failed', 'text-not-reached', 'undecodable-bytes'])
      expect(ledger(100, [], [code])).toMatchObject({ coverage: 1, status: 'partial', reason: `it says ${code}` });
    expect(ledger(100, [], ['encoding-uncertain'])).toMatchObject({ status: 'done', reason: null });
  });
});
