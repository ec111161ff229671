import type { CommanderError } from 'commander';
import { RagstoneError } from '../contracts/error.ts';

/** How commander's messages read in Chinese; `$1` and so on are what it quotes. */
const patterns: readonly { readonly english: RegExp; readonly chinese: string }[] = [
  { english: /^unknown option '(.+?)'/, chinese: '未知选项“$1”' },
  { english: /^unknown command '(.+?)'/, chinese: '未知命令“$1”' },
  { english: /^missing required argument '(.+?)'/, chinese: '缺少参数“$1”' },
  { english: /^option '(.+?)' argument missing/, chinese: '选项“$1”缺少值' },
  { english: /^required option '(.+?)' not specified/, chinese: '缺少必需的选项“$1”' },
  { english: /^too many arguments(?: for '(.+?)')?/, chinese: '参数过多' },
];

/** A command line that cannot be understood, in both languages. */
export function describeUsageError({ message, code }: CommanderError): RagstoneError {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const suggestion = /\(Did you mean (?:one of )?(.+)\?\)/.exec(rest.join(' '))?.[1];
  const found = patterns.find(({ english }) => english.test(first));
  const match = found?.english.exec(first);
  const zh = found?.chinese.replace('$1', match?.[1] ?? '') ?? '无法理解该命令行';
  return new RagstoneError('invalid-input', {
    en: `${capitalised(first.replace(/\.$/, ''))}.${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`} See: ragstone --help`,
    zh: `${zh}。${suggestion === undefined ? '' : `是否想用 ${suggestion}？`}请查看：ragstone --help`,
    details: { usage: code },
  });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
