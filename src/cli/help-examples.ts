import type { Terminal } from './terminal.ts';

/** What stands below the help of a command: a note where there is one, and examples. */
export function helpExamples(language: Terminal['language'], examples: readonly string[], note?: string): string {
  const title = language === 'zh' ? '示例：' : examples.length === 1 ? 'Example:' : 'Examples:';
  return `\n${note === undefined ? '' : `${note}\n\n`}${title}\n${examples.map((example) => `  ${example}\n`).join('')}`;
}
