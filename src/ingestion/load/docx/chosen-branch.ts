import { childNamed, type XmlElement } from './parse-xml.ts';

/**
 * Content of `mc:AlternateContent`: the same thing said twice, for new and for
 * old programs. The first choice, unless only the fall-back holds text.
 */
export function chosenBranch(alternate: XmlElement): XmlElement['children'] {
  const choice = childNamed(alternate, 'mc:Choice');
  const fallback = childNamed(alternate, 'mc:Fallback');
  if (choice !== undefined && (fallback === undefined || holdsText(choice) || !holdsText(fallback))) {
    return choice.children;
  }
  return fallback?.children ?? [];
}

function holdsText(root: XmlElement): boolean {
  const stack: XmlElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (element.name === 'w:t' || element.name === 'm:t') return true;
    for (const child of element.children) if (typeof child !== 'string') stack.push(child);
  }
  return false;
}
