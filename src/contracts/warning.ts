import { z } from 'zod';

/** Something a person should know about a document or an answer; never only logged. */
export const warningSchema = z.object({
  /** Stable kebab-case name, for example `page-without-text`. */
  code: z.string(),
  /** English sentence: what was seen, where, and what follows. */
  message: z.string(),
  /** The same in Chinese. */
  messageZh: z.string(),
  /** 1-based page, where there is one. */
  page: z.int().min(1).optional(),
});
export type Warning = z.infer<typeof warningSchema>;
