const bullet = /^\s*(?:[•‣▪●○◦■□◆◇➢➤✓✔–—-]\s+\S|[∙·*]\s+[\p{L}“"《](?![^\p{sc=Han}]*[=<>−×]))/u;
const number =
  /^\s*(?!\(\d{3}\)\s?\d{3}\D)(?:\(?\d{1,3}[.)](?=\s|[^\d\s.)])|\d{1,3}、(?!\d)|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）](?!\s*\d)|[①-⑳]|[一二三四五六七八九十]{1,3}、|[a-zA-Z]\)\s|\.\d{1,3}\s+\S)/u;

/** Whether a line begins with a bullet or an item number. `1.` and `.1` are, `1.2`, `-5` and `(415) 555-0199` are not. */
export function beginsWithListMarker(text: string): boolean {
  return bullet.test(text) || number.test(text);
}
