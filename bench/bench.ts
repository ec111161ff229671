/** One measured promise: prints a table and gives the figures behind it. */
export interface Bench {
  readonly name: string;
  /** What is measured and how, in one or two sentences; stands above the table in the docs. */
  readonly description: string;
  run(options: BenchOptions): Promise<BenchResult>;
}

export interface BenchOptions {
  /** Seconds instead of minutes: asserts shape and ratios only. */
  readonly quick: boolean;
  /** Public data beside the project. */
  readonly data: string;
  note(text: string): void;
}

export interface BenchResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** What must hold, and whether it did. `target` is said where it is not asserted in quick runs. */
  readonly checks: readonly { readonly what: string; readonly holds: boolean; readonly always: boolean }[];
}
