/** Why a loader leaves characters out, in English, and the same in Chinese. */
const reasons = {
  'deleted-by-tracked-change': '修订中已删除的文字',
  'moved-by-tracked-change': '修订中已移走的文字',
  'hidden-text': '隐藏文字',
  'text-not-reached': '未能读到的文字',
  'syntax-not-understood': '未能理解的标记',
  'white space that stands alone': '单独出现的空白',
  'glyphs without a Unicode mapping': '没有对应 Unicode 字符的字形',
  'glyphs outside the page': '页面之外的字形',
} as const;

export type SkipReason = keyof typeof reasons;

/** The reason as a skipped entry of `Coverage` holds it. */
export function skipReason(reason: SkipReason): { readonly reason: SkipReason; readonly reasonZh: string } {
  return { reason, reasonZh: reasons[reason] };
}
