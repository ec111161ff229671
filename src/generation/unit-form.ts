/**
 * - `prose`: a sentence, a list item, a row, a line of speech
 * - `title`: a heading, a numbered title, a caption, an entry of a bibliography
 * - `code`: lines of a program or of data
 * - `scrap`: a formula or a few words that say nothing by themselves
 */
export type UnitForm = 'prose' | 'title' | 'code' | 'scrap';

const stop = /[。！？!?；;…]["'”’」』）)\]]*$|[^.\s]\.["'”’)\]]*$/;
const title =
  /^(?:第[一二三四五六七八九十百\d]+[章节部篇讲]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:\.\d{1,3})+[.、]?\s*\D|(?:chapter|section|appendix|part)\s+[\divx]+\b|(?:图|表|figure|fig\.|table)\s*\d)/i;
const reference = /^\[\d{1,3}\]/;
const contentsLine = /(?:\.\s?){4,}|…{2,}/;
const data = /^[{[(]\s*["'{[]|["']\s*[}\]]|\{\s*["']\w+["']\s*:|\s\\\s*(?:\n|$)|"""|```/;
const statement =
  /^(?:import|from\s+\w+\s+import|def|class|return|print|const|let|var|function|elif|try:|except)\b|^\s*(?:#|\/\/|<\/?\w+)|^[\w.[\]'"]+\s*[+-]?=(?!=)\s*\S|^[\w.]+\(.*\)?$/;
const programMark = /[{}[\]=<>_\\|#`]|["'’]\s*:|\w\(\)|\w\.\w+\(/g;
/** Of the marks that programs are full of and prose is not, per character. */
const codeDensity = 0.06;
const longestTitle = { han: 40, other: 90 };

/** What a unit is, by its looks alone. */
export function unitForm(text: string): UnitForm {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/\p{L}{3,}/gu)?.filter((word) => !/\p{Script=Han}/u.test(word)) ?? [];
  const ends = stop.test(text);
  const isShort = text.length <= (han > 0 ? longestTitle.han : longestTitle.other);
  if (reference.test(text) || contentsLine.test(text)) return 'title';
  if (!ends && isShort && title.test(text)) return 'title';
  if (isCode(text, ends && han > 8)) return 'code';
  const letters = han + words.join('').length;
  const visible = text.replace(/\s/g, '').length;
  const isFormula = letters < 0.4 * visible && /[=∑∏√≤≥⩽⩾∂∇∥−×·]/.test(text);
  if (isFormula) return 'scrap';
  return !ends && han < 5 && han + words.length < 3 && !/[\t\d]/.test(text) ? 'scrap' : 'prose';
}

function isCode(text: string, isSentence: boolean): boolean {
  if (data.test(text) || /^(?:def|class)\s+\w+.*:$/s.test(text)) return true;
  if (isSentence) return false;
  if (!/[。！？.!?；：:，,]$/.test(text) && statement.test(text)) return true;
  const marks = text.match(programMark)?.length ?? 0;
  return marks >= 2 && marks > codeDensity * text.length;
}

const dependent =
  /^(?:比如|例如|譬如|如[下图上]|此外|另外|但是?[，,]?|然而|不过|因此|所以|于是|同时|同样|其中|而且|而|并且|并|这|那|该|它|他|她|其|上述|以上|以下|下面|然后|接着|随后|可见|相反|反之|否则|也|还|就|又|当然|值得注意|(?:however|for (?:example|instance)|but|and|so|also|moreover|furthermore|in addition|therefore|thus|hence|it|its|they|their|this|that|these|those|he|she|his|her|such|then|next|instead|otherwise|similarly|e\.g\.|i\.e\.|as a result|on the other hand)\b)/i;

/** Whether a sentence leans on the one before it: it begins with an example, a link or a word for what was named before. */
export function leansOnContext(text: string): boolean {
  return dependent.test(text);
}

const aside =
  /^(?:虽然|尽管|although|though|while)|(?:我们|你|您)?(?:还|也)(?:需要?|可以?|应|能|会|有|要)|\b(?:also|too|as well|additionally)\b/i;

/** Whether a sentence makes a further or a limiting remark, marked by 还, 虽然, "also" and the like. */
export function isAside(text: string): boolean {
  return aside.test(text);
}

const pointing = /^(?:这|它|该|其(?!中|他|它|实|余|次)|上述|(?:this|that|these|those|it|they)\b)/i;

/** Whether a sentence begins with a word for something that the sentence before names. */
export function pointsBack(text: string): boolean {
  return pointing.test(text);
}

const announcement =
  /(?:本|这一|下一|上一)(?:章|节|小节)|下面(?:我们|的|介绍|给出|是|例子)|接下来|(?:在)?(?:下面|以下)(?:的)?(?:例子|示例|代码)|如下|让我们|我们(?:将|会)(?:探索|学习|介绍|看到|带你)|\b(?:in this (?:chapter|section|paper|article|lesson)|the following (?:section|example|figure|table|code)|let(?:'|’)?s|we (?:will|shall) (?:see|learn|discuss|explore|look))\b/i;

/** Whether a sentence tells what the text is about to do rather than what it has to say. */
export function announces(text: string): boolean {
  return announcement.test(text);
}
