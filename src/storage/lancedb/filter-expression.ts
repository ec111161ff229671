import type { ChunkFilter } from '../chunk-index.ts';

/** A text as SQL literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function isOneOf(column: string, values: readonly string[]): string {
  return values.length === 0 ? 'false' : `${column} IN (${values.map(quote).join(', ')})`;
}

/** The filter as a SQL expression, or `null` where it asks for nothing. An empty list of choices matches no row. */
export function filterExpression(filter: ChunkFilter | undefined): string | null {
  if (filter === undefined) return null;
  const { documentIds, pathPrefixes, formats, addedFrom, addedBefore } = filter;
  const conditions: string[] = [];
  if (documentIds !== undefined) conditions.push(isOneOf('document_id', documentIds));
  if (formats !== undefined) conditions.push(isOneOf('format', formats));
  if (pathPrefixes !== undefined) {
    // Not LIKE: `%` and `_` are ordinary characters of a path.
    const prefixes = pathPrefixes.map((prefix) => `starts_with(path, ${quote(prefix)})`);
    conditions.push(prefixes.length === 0 ? 'false' : `(${prefixes.join(' OR ')})`);
  }
  if (addedFrom !== undefined) conditions.push(compare('>=', addedFrom));
  if (addedBefore !== undefined) conditions.push(compare('<', addedBefore));
  return conditions.length === 0 ? null : conditions.join(' AND ');
}

function compare(operator: '>=' | '<', value: number): string {
  if (Number.isFinite(value)) return `added_at ${operator} ${value}`;
  const holds = operator === '>=' ? value === Number.NEGATIVE_INFINITY : value === Number.POSITIVE_INFINITY;
  return holds ? 'true' : 'false';
}
