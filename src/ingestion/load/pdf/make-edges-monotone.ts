/** Further back than this (points) is no kerning: a word of the other direction. */
const turnBack = 1;

/**
 * Kerning and accents may step back a little; edges never do. A word of the
 * other writing direction gets its extent, shared out evenly: right for the
 * whole word, mirrored for a part of it.
 */
export function makeEdgesMonotone(edges: number[], backward: boolean): number[] {
  const sign = backward ? -1 : 1;
  let reached = (edges[0] ?? 0) * sign;
  // Where the edges last went forward, from what, and how far they have fallen behind since.
  let [leap, before, behind] = [0, reached, 0];
  const share = (end: number): void => {
    if (behind <= turnBack || reached - before <= turnBack) return;
    for (let index = leap; index < end; index += 1) {
      edges[index] = Math.round((before + ((reached - before) * (index - leap)) / (end - leap)) * sign * 100) / 100;
    }
  };
  for (let index = 0; index < edges.length; index += 1) {
    const edge = edges[index]! * sign;
    if (edge > reached) {
      share(index);
      [leap, before, behind, reached] = [index, reached, 0, edge];
    } else {
      behind = Math.max(behind, reached - edge);
    }
    edges[index] = Math.round(reached * sign * 100) / 100;
  }
  share(edges.length - 1);
  return edges;
}
