const chineseAsking =
  /(?:多少|哪[一两几]?|几)(?:座|个|种|次|条|只|位|名|部|项|家|所|层|岁|年|月|天|日|号|本|篇|辆|块|件|张|倍|步|类|点|段|章|台|支|场|届|人|国|米|公里|千米|度|吨|公斤|元|级|里|儿)?|多(?:大|长|高|远|久|深|宽|重|快|厚|粗)|什么|怎么(?:办|样|回事)?|怎样|如何|请问|谁/g;
const englishAsking =
  /\bhow\s+(?:much|many|long|often|large|big|high|tall|old|far|fast|deep|wide|heavy|hot|cold|small|short|thick|soon|late|early|expensive)\b|\bwhich\s+(?!of\b)\p{L}+(?=\s+\p{L})/giu;

/** Words that name the sort of answer; the answer seldom repeats them. English as stems; verbs that go with any object. */
const aspects: ReadonlySet<string> = new Set(
  `意思 含义 定义 概念 区别 不同 作用 用途 原因 理由 方法 步骤 特点 名字 名称 内容 情况 时间 时候 地方 人物 主要 具体
   use mean call differ reason purpos way kind type name work happen explain describ exampl main thing
   much mani long often tall far
   set get make do let find give add put take chang
   设置 进行 使用 实现 得到 怎样 给出`
    .trim()
    .split(/\s+/),
);

/**
 * A question without the phrases that only ask (多少座, how much), and those
 * phrases: what they are made of stands in no answer.
 */
export function splitAsking(question: string): { readonly asking: string; readonly asked: string } {
  const phrases: string[] = [];
  const remember = (phrase: string): string => {
    phrases.push(phrase);
    return ' ';
  };
  const asked = question.replace(chineseAsking, remember).replace(englishAsking, remember);
  return { asking: phrases.join(' '), asked };
}

/** Whether a term says what sort of thing is asked for rather than about what. */
export function namesAspect(term: string): boolean {
  return aspects.has(term);
}
