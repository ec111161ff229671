import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAt, splitRows } from './split-rows.ts';

const anyText = fc.array(fc.constantFrom('a', '中', '😀', '\n', '\r', '\r\n', 'x'.repeat(2500)), { maxLength: 30 });

describe('splitRows', () => {
  it('loses no character but line ends, and counts lines as the server does', () => {
    fc.assert(
      fc.property(anyText, (parts) => {
        const text = parts.join('');
        const rows = splitRows(text);
        const lines = text.split(/\r\n|\n|\r/);
        expect(rows.map(({ start, end }) => text.slice(start, end)).join('')).toBe(lines.join(''));
        expect(rows.filter(({ line }) => line !== null).map(({ line }) => line)).toEqual(lines.map((_, i) => i + 1));
      }),
    );
  });

  it('cuts a long line, never inside a surrogate pair', () => {
    const text = `x${'😀'.repeat(3000)}`;
    const rows = splitRows(text);
    expect(rows.length).toBeGreaterThan(2);
    for (const { start, end } of rows) expect(text.slice(start, end).isWellFormed()).toBe(true);
  });

  it('finds the row of an offset', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (parts, seed) => {
        const text = parts.join('');
        const rows = splitRows(text);
        const offset = text.length === 0 ? 0 : seed % text.length;
        const index = rowAt(rows, offset);
        expect(rows[index]?.start).toBeLessThanOrEqual(offset);
        expect(rows[index + 1]?.start ?? Number.POSITIVE_INFINITY).toBeGreaterThan(offset);
      }),
    );
  });
});
