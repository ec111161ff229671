import { z } from 'zod';
import { warningSchema } from './warning.ts';

/** What came of a document: `partial` is alive but below the coverage floor or with failed pages; `failed` has no searchable text. */
export const documentStatusSchema = z.enum(['done', 'partial', 'failed']);

/** The account of one document version: what came in, what came out, and where the rest went. Characters are UTF-16 units. */
export const ledgerSchema = z.object({
  format: z.string(),
  bytes: z.int(),
  pages: z.int().optional(),
  status: documentStatusSchema,
  /** Why the status is not `done`. */
  reason: z.string().nullable(),
  /** The same in Chinese. */
  reasonZh: z.string().nullable(),
  encoding: z
    .object({ name: z.string(), confidence: z.number(), method: z.string(), roundTrip: z.boolean() })
    .optional(),
  /** kept / (kept + skipped), 0 to 1; `null` where the original has no text at all. */
  coverage: z.number().nullable(),
  characters: z.object({
    total: z.int(),
    markup: z.int(),
    skipped: z.int(),
    parsed: z.int(),
    /** Characters that rules took out. */
    removed: z.int(),
    clean: z.int(),
  }),
  skipped: z.array(
    z.object({ reason: z.string(), reasonZh: z.string(), characters: z.int(), samples: z.array(z.string()) }),
  ),
  rules: z.array(
    z.object({
      rule: z.string(),
      version: z.int(),
      removed: z.int(),
      rewritten: z.int(),
      inserted: z.int(),
      samples: z.array(z.string()),
      flagged: z.array(z.string()).optional(),
    }),
  ),
  blocks: z.int(),
  chunks: z.int(),
  warnings: z.array(warningSchema),
  seconds: z.object({ parse: z.number(), clean: z.number(), chunk: z.number() }),
});
export type Ledger = z.infer<typeof ledgerSchema>;
