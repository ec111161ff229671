import type { Ledger } from '../contracts/ledger.ts';

/** The account of a document for a terminal. */
export function renderLedger(ledger: Ledger): string {
  const { characters, seconds } = ledger;
  const percent = ledger.coverage === null ? '– (no text)' : `${(ledger.coverage * 100).toFixed(2)} %`;
  const lines = [
    `format      ${ledger.format}${ledger.pages === undefined ? '' : `, ${ledger.pages} pages`}, ${ledger.bytes} bytes`,
    `status      ${ledger.status}${ledger.reason === null ? '' : `: ${ledger.reason}`}`,
    `coverage    ${percent}`,
    `characters  ${characters.total} in the original = ${characters.total - characters.markup - characters.skipped} kept + ${characters.markup} markup + ${characters.skipped} skipped`,
    `            ${characters.parsed} parsed (with separators) − ${characters.removed} removed by rules → ${characters.clean} clean`,
  ];
  if (ledger.encoding !== undefined) {
    const { name, confidence, method, roundTrip } = ledger.encoding;
    lines.push(
      `encoding    ${name} (${method}, confidence ${confidence.toFixed(2)}, ${roundTrip ? 'encodes back to the same bytes' : 'does NOT encode back to the same bytes'})`,
    );
  }
  for (const { reason, characters: count, samples } of ledger.skipped)
    lines.push(`skipped     ${count}  ${reason}${quoted(samples)}`);
  for (const { rule, removed, rewritten, inserted, samples, flagged } of ledger.rules) {
    if (removed + rewritten + inserted > 0)
      lines.push(
        `rule        ${rule}: ${removed} removed, ${rewritten} rewritten, ${inserted} inserted${quoted(samples)}`,
      );
    if (flagged !== undefined && flagged.length > 0) lines.push(`flagged     ${rule}${quoted(flagged)}`);
  }
  lines.push(`blocks      ${ledger.blocks}`, `chunks      ${ledger.chunks}`);
  for (const { code, message } of ledger.warnings) lines.push(`warning     ${code}: ${message}`);
  lines.push(
    `seconds     parse ${seconds.parse.toFixed(2)}, clean ${seconds.clean.toFixed(2)}, chunk ${seconds.chunk.toFixed(2)}`,
  );
  return lines.join('\n');
}

function quoted(samples: readonly string[]): string {
  return samples.length === 0
    ? ''
    : `  ${samples
        .slice(0, 3)
        .map((sample) => JSON.stringify(sample))
        .join(' ')}`;
}
