import { formatOrdinal } from './format-ordinal.ts';
import { childNamed, childrenNamed, childValue, type XmlElement } from './parse-xml.ts';

interface LevelFormat {
  readonly format: string;
  /** `%1.%2` and the like. */
  readonly pattern: string;
  readonly start: number;
}

interface List {
  /** Lists of the same abstract definition count on together. */
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, LevelFormat>;
  readonly restarts: ReadonlyMap<number, number>;
}

/** Counts list items as Word does and gives the markers that stand in no text: `1.2 `, `第三章 `, `a) `. */
export class ListNumbering {
  readonly #lists: ReadonlyMap<string, List>;
  readonly #counters = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  constructor(root: XmlElement | undefined) {
    this.#lists = readLists(root);
  }

  /** Marker of the next item of list `id` at `level` (0-based), with a blank behind; empty for bullets and unknown lists. */
  next(id: string, level: number): string {
    const list = this.#lists.get(id);
    const own = list?.levels.get(level);
    if (list === undefined || own === undefined) return '';
    const counters = this.#counters.get(list.abstractId) ?? [];
    this.#counters.set(list.abstractId, counters);
    const restart = list.restarts.get(level);
    if (restart !== undefined && !this.#begun.has(`${id}/${level}`)) counters[level] = restart - 1;
    this.#begun.add(`${id}/${level}`);
    counters[level] = (counters[level] ?? own.start - 1) + 1;
    counters.length = level + 1;
    if (own.format === 'bullet' || own.format === 'none') return '';
    const marker = own.pattern.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const format = list.levels.get(at);
      return formatOrdinal(counters[at] ?? format?.start ?? 1, format?.format ?? 'decimal');
    });
    return marker.trim() === '' ? '' : `${marker.trim()} `;
  }

  /** Whether the list draws the same sign before every item. */
  isKnown(id: string): boolean {
    return this.#lists.has(id);
  }
}

function readLists(root: XmlElement | undefined): Map<string, List> {
  const abstracts = new Map<string, Map<number, LevelFormat>>();
  for (const abstract of childrenNamed(root, 'w:abstractNum')) {
    const levels = new Map(childrenNamed(abstract, 'w:lvl').map(readLevel));
    abstracts.set(abstract.attributes['w:abstractNumId'] ?? '', levels);
  }
  const lists = new Map<string, List>();
  for (const number of childrenNamed(root, 'w:num')) {
    const abstractId = childValue(number, 'w:abstractNumId') ?? '';
    const levels = new Map(abstracts.get(abstractId));
    const restarts = new Map<number, number>();
    for (const override of childrenNamed(number, 'w:lvlOverride')) {
      const level = Number(override.attributes['w:ilvl'] ?? '0');
      const start = Number(childValue(override, 'w:startOverride') ?? 'NaN');
      if (Number.isInteger(start)) restarts.set(level, start);
      const own = childNamed(override, 'w:lvl');
      if (own !== undefined) levels.set(...readLevel(own));
    }
    lists.set(number.attributes['w:numId'] ?? '', { abstractId, levels, restarts });
  }
  return lists;
}

function readLevel(level: XmlElement): [number, LevelFormat] {
  const start = Number(childValue(level, 'w:start') ?? '1');
  return [
    Number(level.attributes['w:ilvl'] ?? '0'),
    {
      format: childValue(level, 'w:numFmt') ?? 'decimal',
      pattern: childValue(level, 'w:lvlText') ?? '',
      start: Number.isInteger(start) ? start : 1,
    },
  ];
}
