import type { Command } from 'commander';
import { RagstoneError } from '../contracts/error.ts';
import type { SearchRequest } from '../contracts/http.ts';
import type { Terminal } from './terminal.ts';

/** Filters as typed: `--document`, `--path`, `--type`, `--since`, `--before`. */
export interface FilterOptions {
  readonly document?: readonly string[] | undefined;
  readonly path?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly since?: number | undefined;
  readonly before?: number | undefined;
}

const texts = {
  en: {
    document: 'only these documents',
    path: 'only documents whose path begins so',
    type: 'only these formats: text, markdown, html, pdf, docx',
    since: 'only documents added on or after this date (2026-01-31)',
    before: 'only documents added before this date',
  },
  zh: {
    document: '仅限这些文档',
    path: '仅限路径以此开头的文档',
    type: '仅限这些格式：text、markdown、html、pdf、docx',
    since: '仅限该日期及之后添加的文档（2026-01-31）',
    before: '仅限该日期之前添加的文档',
  },
} as const;

export function withFilterOptions(command: Command, language: Terminal['language']): Command {
  const say = texts[language];
  return command
    .option('--document <id...>', say.document)
    .option('--path <prefix...>', say.path)
    .option('--type <format...>', say.type)
    .option('--since <date>', say.since, parseDate('--since'))
    .option('--before <date>', say.before, parseDate('--before'));
}

export function toFilter({ document, path, type, since, before }: FilterOptions): SearchRequest['filter'] {
  return {
    ...(document === undefined ? {} : { documentIds: [...document] }),
    ...(path === undefined ? {} : { pathPrefixes: [...path] }),
    ...(type === undefined ? {} : { formats: [...type] }),
    ...(since === undefined ? {} : { addedFrom: since }),
    ...(before === undefined ? {} : { addedBefore: before }),
  };
}

function parseDate(option: string): (text: string) => number {
  return (text) => {
    const time = Date.parse(text);
    if (Number.isNaN(time))
      throw new RagstoneError('invalid-input', {
        en: `${option} cannot be "${text}": write a date as 2026-01-31 or 2026-01-31T12:00Z.`,
        zh: `${option} 的值不能是“${text}”：请按 2026-01-31 或 2026-01-31T12:00Z 的形式填写日期。`,
      });
    return time;
  };
}

/** A whole number between two bounds, for options such as `-k`. */
export function wholeNumber(option: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new RagstoneError('invalid-input', {
        en: `${option} cannot be "${text}": write a whole number from ${least} to ${most}.`,
        zh: `${option} 的值不能是“${text}”：请填写 ${least} 到 ${most} 之间的整数。`,
      });
    return value;
  };
}
