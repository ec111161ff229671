import type { TextPiece } from './join-pieces.ts';

/** In a cell, boundaries of nested blocks are inserted blanks; where they meet, and at the beginning, one is too many. */
export function withoutDoubleBlanks(pieces: readonly TextPiece[]): TextPiece[] {
  const isBlank = (piece: TextPiece | undefined) => piece?.inserted === true && piece.text === ' ';
  return pieces.filter((piece, index) => !isBlank(piece) || (index > 0 && !isBlank(pieces[index - 1])));
}
