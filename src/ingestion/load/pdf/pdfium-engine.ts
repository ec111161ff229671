import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';

/** Numbers are pointers into the engine's memory, indices or counts; booleans come as 0 and 1. */
type Call = (...parameters: number[]) => number;

const callNames = [
  'malloc',
  'free',
  'PDFiumExt_Init',
  'FPDF_LoadMemDocument',
  'FPDF_GetLastError',
  'FPDF_CloseDocument',
  'FPDF_GetPageCount',
  'FPDF_GetMetaText',
  'FPDF_LoadPage',
  'FPDF_ClosePage',
  'FPDF_GetPageWidthF',
  'FPDF_GetPageHeightF',
  'FPDF_DeviceToPage',
  'FPDFPage_CountObjects',
  'FPDFPage_GetObject',
  'FPDFPageObj_GetType',
  'FPDFPageObj_GetMatrix',
  'FPDFPageObj_Transform',
  'FPDFPage_InsertObject',
  'FPDFPage_RemoveObject',
  'FPDFFormObj_CountObjects',
  'FPDFFormObj_GetObject',
  'FPDFFormObj_RemoveObject',
  'FPDFText_LoadPage',
  'FPDFText_ClosePage',
  'FPDFText_CountChars',
  'FPDFText_GetUnicode',
  'FPDFText_IsGenerated',
  'FPDFText_HasUnicodeMapError',
  'FPDFText_GetCharBox',
  'FPDFText_GetLooseCharBox',
  'FPDFText_GetCharOrigin',
  'FPDFText_GetTextObject',
  'FPDFText_GetFontSize',
  'FPDFText_GetMatrix',
  'FPDFText_GetBoundedText',
  'FPDFTextObj_GetFont',
  'FPDFFont_GetBaseFontName',
  'FPDFFont_GetWeight',
  'FPDFFont_GetFlags',
  'FPDFFont_GetIsEmbedded',
  'FPDFFont_GetAscent',
  'FPDFFont_GetDescent',
  'FPDFBookmark_GetFirstChild',
  'FPDFBookmark_GetNextSibling',
  'FPDFBookmark_GetTitle',
  'FPDFBookmark_GetDest',
  'FPDFBookmark_GetAction',
  'FPDFAction_GetDest',
  'FPDFDest_GetDestPageIndex',
  'FPDFPage_GetAnnotCount',
  'FPDFPage_GetAnnot',
  'FPDFPage_CloseAnnot',
  'FPDFAnnot_GetSubtype',
  'FPDFAnnot_GetRect',
  'FPDFAnnot_GetStringValue',
] as const;

type PdfiumCalls = Readonly<Record<(typeof callNames)[number], Call>>;

/** PDFium with its raw calls: the wrapped ones of the package cost several times as much per character. */
export interface Pdfium {
  readonly call: PdfiumCalls;
  /** The engine's memory; read it anew after every call, because it moves when it grows. */
  memory(): DataView;
  bytes(): Uint8Array;
}

/** The engine's module as far as it is used here; the package's own declarations lean on types that it does not ship. */
interface PdfiumModule {
  readonly wasmExports: PdfiumCalls;
  readonly HEAPU8: Uint8Array;
}

const silent = (): void => {};

/**
 * Starts PDFium in a memory of its own, which is given back as a whole when
 * the engine is let go: WebAssembly memory grows and never shrinks, so one
 * engine for many documents would keep the peak of the largest.
 */
export async function startPdfium(): Promise<Pdfium> {
  const file = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  const overrides: Record<string, unknown> = { wasmBinary: await readFile(file), print: silent, printErr: silent };
  const { pdfium } = await init(overrides);
  const module = pdfium as unknown as PdfiumModule;
  const call = module.wasmExports;
  call.PDFiumExt_Init();
  let view = new DataView(module.HEAPU8.buffer);
  return {
    call,
    memory: () => {
      if (view.buffer !== module.HEAPU8.buffer) view = new DataView(module.HEAPU8.buffer);
      return view;
    },
    bytes: () => module.HEAPU8,
  };
}
