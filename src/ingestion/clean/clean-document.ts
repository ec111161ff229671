import type { CleanDocument, RemovedSpan, RuleReport } from '../../contracts/clean-document.ts';
import { RagstoneError } from '../../contracts/error.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';
import { applyEdits } from './apply-edits.ts';
import { assembleClean, separatorRule, settleRemoved } from './assemble-clean.ts';
import type { CleaningBlock, CleaningRule, CleaningState, Edit } from './cleaning-rule.ts';
import { describeEdit } from './describe-edit.ts';
import { cleaningRules } from './rules.ts';

const maxSamples = 5;

/**
 * Runs the cleaning rules, in their order, over a parsed document and joins
 * its blocks to the one canonical text, with a map back to every block.
 * Throws `invalid-input` for the name of a rule that does not exist.
 */
export function cleanDocument(
  parsed: ParsedDocument,
  { disabledRules = [] }: { readonly disabledRules?: readonly string[] } = {},
): CleanDocument {
  const rules = chooseRules(disabledRules);
  let blocks: readonly CleaningBlock[] = parsed.blocks.map((source, index) => ({
    index,
    source,
    text: source.text,
    pieces: wholeBlock(index, source.text.length),
  }));
  const removed: RemovedSpan[] = [];
  const separators = new Map<number, string>();
  const seen: { samples: string[]; flagged: readonly string[] }[] = [];
  for (const rule of rules) {
    const outcome = rule.apply({ parsed, blocks });
    seen.push({ samples: sampleEdits(blocks, outcome.edits), flagged: outcome.flagged ?? [] });
    for (const [block, text] of outcome.separators ?? []) separators.set(block, text);
    if (outcome.edits.length > 0) blocks = editBlocks({ parsed, blocks }, outcome.edits, rule.name, removed);
  }
  const assembled = assembleClean(blocks, separators);
  const settled = settleRemoved(removed, assembled.segments);
  return { ...assembled, removed: settled, rules: reportRules(rules, seen, { ...assembled, removed: settled }) };
}

function chooseRules(disabledRules: readonly string[]): CleaningRule[] {
  const unknown = disabledRules.filter((name) => !cleaningRules.some((rule) => rule.name === name));
  if (unknown.length > 0) {
    const known = cleaningRules.map((rule) => rule.name).join(', ');
    throw new RagstoneError('invalid-input', {
      en: `There is no cleaning rule ${unknown.join(', ')} to disable. Choose from: ${known}.`,
      zh: `没有名为 ${unknown.join('、')} 的清洗规则，无法停用。可选：${known}。`,
      details: { unknown },
    });
  }
  return cleaningRules.filter((rule) => !disabledRules.includes(rule.name));
}

function wholeBlock(block: number, end: number): CleaningBlock['pieces'] {
  return end === 0 ? [] : [{ kind: 'verbatim', start: 0, end, block, originStart: 0, originEnd: end }];
}

function editBlocks(
  { blocks }: CleaningState,
  edits: readonly Edit[],
  rule: string,
  removed: RemovedSpan[],
): CleaningBlock[] {
  const next = [...blocks];
  for (let from = 0; from < edits.length; ) {
    const index = edits[from]!.block;
    let to = from;
    while (to < edits.length && edits[to]!.block === index) to += 1;
    const edited = applyEdits(blocks[index]!, edits.slice(from, to), rule);
    next[index] = edited.block;
    for (const span of edited.removed) removed.push(span);
    from = to;
  }
  return next;
}

function sampleEdits(blocks: readonly CleaningBlock[], edits: readonly Edit[]): string[] {
  const samples = new Set<string>();
  for (const edit of edits) {
    if (samples.size === maxSamples) break;
    samples.add(describeEdit(blocks[edit.block]!.text, edit));
  }
  return [...samples];
}

/** Counts are taken from the finished map, so that they add up whatever the rules did to each other's work. */
function reportRules(
  rules: readonly CleaningRule[],
  seen: readonly { samples: readonly string[]; flagged: readonly string[] }[],
  { segments, removed }: Pick<CleanDocument, 'segments' | 'removed'>,
): RuleReport[] {
  const counts = new Map<string, { removed: number; rewritten: number; inserted: number }>();
  const countsOf = (rule: string) => {
    const found = counts.get(rule) ?? { removed: 0, rewritten: 0, inserted: 0 };
    counts.set(rule, found);
    return found;
  };
  for (const span of removed) countsOf(span.rule).removed += span.end - span.start;
  for (const segment of segments) {
    if (segment.rule === undefined) continue;
    if (segment.kind === 'rewritten') countsOf(segment.rule).rewritten += segment.originEnd - segment.originStart;
    else countsOf(segment.rule).inserted += segment.end - segment.start;
  }
  const reports = rules.map(({ name, version }, index) => ({
    rule: name,
    version,
    ...countsOf(name),
    samples: seen[index]!.samples,
    ...(seen[index]!.flagged.length === 0 ? {} : { flagged: seen[index]!.flagged }),
  }));
  return [...reports, { rule: separatorRule, version: 1, ...countsOf(separatorRule), samples: [] }];
}
