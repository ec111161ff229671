import { z } from 'zod';

/**
 * A half-open range `[start, end)` of UTF-16 code units. Never begins or ends
 * inside a surrogate pair. Which text it counts in is said where it is used.
 */
export const spanSchema = z.object({ start: z.int().min(0), end: z.int().min(0) });
export type Span = z.infer<typeof spanSchema>;
