import type { CleanDocument } from '../../contracts/clean-document.ts';
import type { Ledger } from '../../contracts/ledger.ts';
import type { Coverage, ParsedDocument } from '../../contracts/parsed-document.ts';
import type { Warning } from '../../contracts/warning.ts';

/** Below this share of its characters a document is called partial, loudly. */
export const defaultCoverageFloor = 0.95;

/** Kept share of what is text; `null` where the original has none. */
function coverageOf({ kept, skipped }: Coverage): number | null {
  const lost = skipped.reduce((sum, entry) => sum + entry.characters, 0);
  return kept + lost === 0 ? null : kept / (kept + lost);
}

/** Warnings after which a document cannot be called complete, whatever its share of characters. */
const partialWarnings = new Set([
  'page-unreadable',
  'page-without-text',
  'page-failed',
  'text-not-reached',
  'undecodable-bytes',
]);

function judge(
  coverage: number | null,
  warnings: readonly Warning[],
  floor: number,
): Pick<Ledger, 'status' | 'reason' | 'reasonZh'> {
  if (coverage !== null && coverage < floor) {
    const [share, least] = [(coverage * 100).toFixed(1), (floor * 100).toFixed(0)];
    return {
      status: 'partial',
      reason: `only ${share} % of the characters could be read (floor ${least} %)`,
      reasonZh: `仅读取到 ${share}% 的字符（下限为 ${least}%）`,
    };
  }
  const loud = warnings.filter((warning) => partialWarnings.has(warning.code));
  const [first] = loud;
  if (first === undefined) return { status: 'done', reason: null, reasonZh: null };
  const pages = [...new Set(loud.flatMap(({ page }) => page ?? []))];
  // One page speaks for itself; of several, all are named.
  if (pages.length < 2) return { status: 'partial', reason: first.message, reasonZh: first.messageZh };
  const list = pages.slice(0, maxPagesNamed);
  const more = pages.length > list.length ? ', …' : '';
  return {
    status: 'partial',
    reason: `pages ${list.join(', ')}${more} could not be read. ${first.message}`,
    reasonZh: `第 ${list.join('、')}${more === '' ? '' : '、…'} 页无法读取。${first.messageZh}`,
  };
}

const maxPagesNamed = 20;

/** Draws up the account of one document version. Seconds are wall-clock. */
export function buildLedger({
  parsed,
  clean,
  bytes,
  chunks,
  chunkWarnings,
  seconds,
  coverageFloor = defaultCoverageFloor,
}: {
  readonly parsed: ParsedDocument;
  readonly clean: CleanDocument;
  readonly bytes: number;
  readonly chunks: number;
  readonly chunkWarnings: readonly Warning[];
  readonly seconds: Ledger['seconds'];
  readonly coverageFloor?: number;
}): Ledger {
  const coverage = coverageOf(parsed.coverage);
  const warnings = [...parsed.warnings, ...chunkWarnings];
  return {
    format: parsed.format,
    bytes,
    ...(parsed.pages === undefined ? {} : { pages: parsed.pages.length }),
    ...judge(coverage, warnings, coverageFloor),
    ...(parsed.encoding === undefined ? {} : { encoding: { ...parsed.encoding } }),
    coverage,
    characters: {
      total: parsed.coverage.total,
      markup: parsed.coverage.markup,
      skipped: parsed.coverage.skipped.reduce((sum, entry) => sum + entry.characters, 0),
      parsed: parsed.blocks.reduce((sum, block) => sum + block.text.length, 0),
      removed: clean.removed.reduce((sum, span) => sum + span.end - span.start, 0),
      clean: clean.text.length,
    },
    skipped: parsed.coverage.skipped.map((entry) => ({ ...entry, samples: [...entry.samples] })),
    rules: clean.rules.map(({ flagged, ...rule }) => ({
      ...rule,
      samples: [...rule.samples],
      ...(flagged === undefined ? {} : { flagged: [...flagged] }),
    })),
    blocks: parsed.blocks.length,
    chunks,
    warnings,
    seconds,
  };
}
