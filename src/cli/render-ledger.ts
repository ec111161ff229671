import type { Ledger } from '../contracts/ledger.ts';
import { padColumns } from './pad-columns.ts';
import { statusWords } from './status-words.ts';
import type { Terminal } from './terminal.ts';

type Characters = Ledger['characters'];
type Rule = Ledger['rules'][number];

const en = {
  format: 'format',
  status: 'status',
  coverage: 'coverage',
  characters: 'characters',
  encoding: 'encoding',
  skipped: 'skipped',
  rule: 'rule',
  flagged: 'flagged',
  blocks: 'blocks',
  chunks: 'chunks',
  warning: 'warning',
  seconds: 'seconds',
  colon: ': ',
  noText: '– (no text)',
  pages: (pages: number) => `, ${pages} pages`,
  bytes: (bytes: number) => `, ${bytes} bytes`,
  original: ({ total, markup, skipped }: Characters) =>
    `${total} in the original = ${total - markup - skipped} kept + ${markup} markup + ${skipped} skipped`,
  cleaned: ({ parsed, removed, clean }: Characters) =>
    `${parsed} parsed (with separators) − ${removed} removed by rules → ${clean} clean`,
  decoded: ({ name, confidence, method, roundTrip }: NonNullable<Ledger['encoding']>) =>
    `${name} (${method}, confidence ${confidence.toFixed(2)}, ${roundTrip ? 'encodes back to the same bytes' : 'does NOT encode back to the same bytes'})`,
  changed: ({ removed, rewritten, inserted }: Rule) =>
    `${removed} removed, ${rewritten} rewritten, ${inserted} inserted`,
  spent: (parse: string, clean: string, chunk: string) => `parse ${parse}, clean ${clean}, chunk ${chunk}`,
};

const zh: typeof en = {
  format: '格式',
  status: '状态',
  coverage: '覆盖率',
  characters: '字符',
  encoding: '编码',
  skipped: '未读取',
  rule: '规则',
  flagged: '存疑',
  blocks: '块',
  chunks: '段落',
  warning: '警告',
  seconds: '耗时',
  colon: '：',
  noText: '–（无文字）',
  pages: (pages) => `，${pages} 页`,
  bytes: (bytes) => `，${bytes} 字节`,
  original: ({ total, markup, skipped }) =>
    `原文 ${total} = 保留 ${total - markup - skipped} + 标记 ${markup} + 未读取 ${skipped}`,
  cleaned: ({ parsed, removed, clean }) => `解析 ${parsed}（含分隔符）− 规则删除 ${removed} → 清洗后 ${clean}`,
  decoded: ({ name, confidence, method, roundTrip }) =>
    `${name}（${method}，置信度 ${confidence.toFixed(2)}，${roundTrip ? '可还原为相同字节' : '无法还原为相同字节'}）`,
  changed: ({ removed, rewritten, inserted }) => `删除 ${removed}，改写 ${rewritten}，插入 ${inserted}`,
  spent: (parse, clean, chunk) => `解析 ${parse} 秒，清洗 ${clean} 秒，切分 ${chunk} 秒`,
};

const texts = { en, zh } as const;

/** The account of a document for a terminal. */
export function renderLedger(ledger: Ledger, language: Terminal['language']): string {
  const say = texts[language];
  const row = (label: string, text: string): string => `${padColumns(label, 12)}${text}`;
  const reason = language === 'zh' ? ledger.reasonZh : ledger.reason;
  const status = statusWords[language][ledger.status];
  const lines = [
    row(
      say.format,
      `${ledger.format}${ledger.pages === undefined ? '' : say.pages(ledger.pages)}${say.bytes(ledger.bytes)}`,
    ),
    row(say.status, reason === null ? status : `${status}${say.colon}${reason}`),
    row(say.coverage, ledger.coverage === null ? say.noText : `${(ledger.coverage * 100).toFixed(2)} %`),
    row(say.characters, say.original(ledger.characters)),
    row('', say.cleaned(ledger.characters)),
  ];
  if (ledger.encoding !== undefined) lines.push(row(say.encoding, say.decoded(ledger.encoding)));
  for (const skipped of ledger.skipped)
    lines.push(
      row(
        say.skipped,
        `${skipped.characters}  ${language === 'zh' ? skipped.reasonZh : skipped.reason}${quoted(skipped.samples)}`,
      ),
    );
  for (const rule of ledger.rules) {
    if (rule.removed + rule.rewritten + rule.inserted > 0)
      lines.push(row(say.rule, `${rule.rule}${say.colon}${say.changed(rule)}${quoted(rule.samples)}`));
    if (rule.flagged !== undefined && rule.flagged.length > 0)
      lines.push(row(say.flagged, `${rule.rule}${quoted(rule.flagged)}`));
  }
  lines.push(row(say.blocks, String(ledger.blocks)), row(say.chunks, String(ledger.chunks)));
  for (const { code, message, messageZh } of ledger.warnings)
    lines.push(row(say.warning, `${code}${say.colon}${language === 'zh' ? messageZh : message}`));
  const { parse, clean, chunk } = ledger.seconds;
  lines.push(row(say.seconds, say.spent(parse.toFixed(2), clean.toFixed(2), chunk.toFixed(2))));
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
