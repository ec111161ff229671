/** The little of linkedom's DOM that the loader walks; TypeScript's own DOM types are left out of this Node project. */
export interface DomNode {
  /** 1 element, 3 text. */
  readonly nodeType: number;
  readonly localName?: string;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
  readonly textContent: string | null;
  getAttribute?(name: string): string | null;
  querySelector?(selector: string): DomNode | null;
  appendChild?(child: DomNode): DomNode;
  removeChild?(child: DomNode): DomNode;
}

export interface DomDocument extends DomNode {
  readonly documentElement: DomNode | null;
  createElement(name: string): DomNode;
}
