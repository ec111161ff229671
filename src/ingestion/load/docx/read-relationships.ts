import { childrenNamed, type XmlElement } from './parse-xml.ts';

export interface Relationship {
  /** The last part of the type's URI: `footnotes`, `header`, `hyperlink`, … */
  readonly type: string;
  /** Part name inside the package, or the URL of an external target. */
  readonly target: string;
  readonly external: boolean;
}

/** Relationships of one part by id; `folder` is the part's own folder, such as `word/`. */
export function readRelationships(root: XmlElement | undefined, folder: string): ReadonlyMap<string, Relationship> {
  const relationships = new Map<string, Relationship>();
  for (const element of childrenNamed(root, 'Relationship')) {
    const { Id: id, Type: type = '', Target: target = '', TargetMode: mode } = element.attributes;
    if (id === undefined) continue;
    const external = mode === 'External';
    relationships.set(id, {
      type: type.slice(type.lastIndexOf('/') + 1),
      target: external ? target : resolvePart(folder, target),
      external,
    });
  }
  return relationships;
}

/** A target is relative to the part's folder, or to the package where it begins with a slash. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
