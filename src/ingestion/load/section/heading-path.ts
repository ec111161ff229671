/** The headings above the place where a document is being read. */
export class HeadingPath {
  #headings: readonly { level: number; text: string }[] = [];
  /** Texts of the headings above, outermost first. One array until the next heading. */
  current: string[] = [];

  /** The path above a heading of that level. */
  above(level: number): string[] {
    return this.#headings.filter((heading) => heading.level < level).map((heading) => heading.text);
  }

  enter(level: number, text: string): void {
    const outer = this.#headings.filter((heading) => heading.level < level);
    this.#headings = [...outer, { level, text: text.replace(/\s+/g, ' ').trim() }];
    this.current = this.#headings.map((heading) => heading.text);
  }
}
