import { type Command, InvalidArgumentError } from 'commander';
import type { SearchRequest } from '../contracts/http.ts';

/** Filters as typed: `--document`, `--path`, `--type`, `--since`, `--before`. */
export interface FilterOptions {
  readonly document?: readonly string[] | undefined;
  readonly path?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly since?: number | undefined;
  readonly before?: number | undefined;
}

export function withFilterOptions(command: Command): Command {
  return command
    .option('--document <id...>', 'only these documents')
    .option('--path <prefix...>', 'only documents whose path begins so')
    .option('--type <format...>', 'only these formats: text, markdown, html, pdf, docx')
    .option('--since <date>', 'only documents added on or after this date (2026-01-31)', parseDate)
    .option('--before <date>', 'only documents added before this date', parseDate);
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

function parseDate(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('write a date as 2026-01-31 or 2026-01-31T12:00Z');
  return time;
}

/** A whole number between two bounds, for options such as `-k`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`write a whole number from ${least} to ${most}`);
    return value;
  };
}
