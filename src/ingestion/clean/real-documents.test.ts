import { describe, expect, it } from 'vitest';
import { checkParsedDocument } from '../load/loader.conformance.ts';
import { checkCleanDocument } from './clean-document.conformance.ts';
import { cleanDocument } from './clean-document.ts';
import { hasRealDocuments, loadRealDocuments } from './real-documents.conformance.ts';

describe.skipIf(!hasRealDocuments)('cleaning real documents', () => {
  it('accounts for every character of each', { timeout: 120_000 }, async () => {
    const documents = await loadRealDocuments();
    expect(documents.length).toBeGreaterThanOrEqual(38);
    const texts = new Map<string, string>();
    for (const { name, parsed } of documents) {
      checkParsedDocument(parsed);
      const clean = cleanDocument(parsed);
      checkCleanDocument(parsed, clean);
      texts.set(name, clean.text);
      const letters = parsed.blocks
        .filter(({ kind, boilerplate }) => kind !== 'running-head' && boilerplate !== true)
        .reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
      // No rule takes out a letter, but for repeated lines of PDFs and the hidden ones; rewriting may spell one by two.
      expect(clean.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0, name).toBeGreaterThanOrEqual(0.99 * letters);
    }
    const book = texts.get('pumkin_book/pumpkin_book.pdf')!;
    expect(book).toContain(
      '其中λ是用来调整正则项权重的正则化常数。假设zi = ϕ(xi)是由原始空间经核函数映射到高维空间的特征向量，则',
    );
    expect(book).toContain('主编：Sm1les、archwalker、jbb0523\n编委：');
    const receipt = texts.get('files/RECEIPT-2024-TXN-98765_retail_purchase.pdf')!;
    expect(receipt).toContain('4567 Innovation Blvd\nSan Francisco, CA 94103');
    expect(texts.get('files/movie-theater-booking-2024.pdf')).toContain('Type Total\n1 SCR-1');
    expect(texts.get('files/test.pdf')).toContain('because chat-optimized LLMs (e.g., GPT-4) show the ability');
  });
});
