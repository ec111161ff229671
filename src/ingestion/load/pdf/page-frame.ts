import type { Pdfium } from './pdfium-engine.ts';

/** Takes points of a page's own coordinates to the page as shown: crop box, rotation, origin at the top left. */
export interface PageFrame {
  readonly width: number;
  readonly height: number;
  x(pageX: number, pageY: number): number;
  y(pageX: number, pageY: number): number;
}

/** Side of the square that stands for the shown page while its frame is asked for. */
const side = 10_000;

/**
 * Reads the frame from the engine itself (three corners of the shown page in
 * page coordinates), so that it agrees with what the engine draws.
 * `scratch` is 16 bytes of the engine's memory.
 */
export function readPageFrame({ call, memory }: Pdfium, page: number, scratch: number): PageFrame {
  const corner = (deviceX: number, deviceY: number): readonly [number, number] => {
    call.FPDF_DeviceToPage(page, 0, 0, side, side, 0, deviceX, deviceY, scratch, scratch + 8);
    const view = memory();
    return [view.getFloat64(scratch, true), view.getFloat64(scratch + 8, true)];
  };
  const [left, top] = corner(0, 0);
  const across = corner(side, 0);
  const down = corner(0, side);
  const acrossX = across[0] - left;
  const acrossY = across[1] - top;
  const downX = down[0] - left;
  const downY = down[1] - top;
  // The engine counts in single precision; a thousandth of a point is more than it knows.
  const width = Math.round(Math.hypot(acrossX, acrossY) * 1000) / 1000;
  const height = Math.round(Math.hypot(downX, downY) * 1000) / 1000;
  return {
    width,
    height,
    x: (pageX, pageY) => ((pageX - left) * acrossX + (pageY - top) * acrossY) / (width || 1),
    y: (pageX, pageY) => ((pageX - left) * downX + (pageY - top) * downY) / (height || 1),
  };
}
