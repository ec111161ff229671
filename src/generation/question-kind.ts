/** What a question asks for, as far as its question words tell. */
export type QuestionKind = 'definition' | 'person' | 'time' | 'quantity' | 'place' | 'reason' | 'manner' | 'other';

const chinese: readonly (readonly [QuestionKind, RegExp])[] = [
  ['time', /什么时候|何时|哪年|哪一年|哪天|哪一天|几月|几号|哪个(?:月|世纪|年代|时期|朝代)|(?:时间|日期)(?:是|为)/],
  [
    'quantity',
    /多少|几(?:个|种|次|年|天|人|名|位|部|项|条|岁|座|所|家|倍|步|类)|多(?:大|长|高|远|久|深|宽|重|快)|百分之几/,
  ],
  ['person', /谁|哪(?:位|个人|一位)|何人|什么人/],
  ['place', /哪里|哪儿|何处|何地|什么地方|哪(?:个|座)(?:国家|城市|地方|省|县|市|州|岛)|位于(?:什么|哪)/],
  ['reason', /为什么|为何|为啥|原因(?:是|有)|怎么会/],
  [
    'definition',
    /^(?:请问|请解释|解释一下|介绍一下)?什么(?:是|叫)|(?:是|指|叫)(?:的是)?(?:什么|啥)(?:意思)?[？?]?$|的(?:定义|含义|概念)/,
  ],
  ['manner', /如何|怎么|怎样|怎么样|步骤|方法/],
];

const english: readonly (readonly [QuestionKind, RegExp])[] = [
  ['quantity', /\bhow (?:many|much|long|often|large|big|high|tall|old|far|fast|deep|wide|heavy)\b/i],
  ['time', /\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade|time)\b/i],
  ['person', /\bwho(?:m|se)?\b/i],
  ['place', /\bwhere\b|\b(?:what|which) (?:country|city|place|town|state|river)\b/i],
  ['reason', /\bwhy\b|\bwhat (?:is|are|was|were) the reasons?\b/i],
  [
    'definition',
    /^\s*(?:what(?:'s| is| are)|define)\s+(?:an?\s+|the\s+)?[\p{L}\p{N}\s-]{1,60}\??\s*$|\bmeaning of\b|\bdefinition of\b|\bwhat does\b.*\bmean\b/iu,
  ],
  ['manner', /\bhow (?:do|does|did|can|could|should|to|is|are|would|may)\b/i],
];

/** Reads the kind from the question's words; a question in two languages is read in both, Chinese first. */
export function questionKind(question: string): QuestionKind {
  const kind = [...chinese, ...english].find(([, pattern]) => pattern.test(question))?.[0];
  return kind ?? 'other';
}

const date =
  /\d{3,4}\s*年|\d{1,2}\s*月|\d{1,2}\s*日|[一二三四五六七八九〇零]{2,4}年|世纪|年代|时期|朝|\b(?:1\d|20)\d{2}\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|century)\b/i;
const amount =
  /\d|[一二三四五六七八九十百千万亿两半]+(?:[个种次年天人名位部项条岁座所家倍步类米分元度级吨斤克升亩公厘毫千小平秒辆次届层章页]|部分)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|half)\b/i;
const cause =
  /因为|由于|因此|所以|原因|为了|导致|以致|使得|\b(?:because|since|due to|therefore|so that|in order to|reason|caused?)\b/i;
const way = /可以|通过|使用|需要|首先|然后|步骤|方法|设置|令|\b(?:by|use|using|set|can|should|must|first|then|step)\b/i;
const place =
  /位于|在[^，。]{1,12}(?:省|市|县|区|州|国|镇|村|岛|路|街)|(?:省|市|县|区|州|镇|村|岛)|\b(?:in|at|near|located)\s+(?:the\s+)?\p{Lu}/u;
const person =
  /由[^，。]{2,20}|[^，。]{1,12}(?:先生|女士|教授|博士|导演|作家|国王|皇帝|总统|将军)|\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+|\bby\s+\p{Lu}/u;

/** How well the form of a sentence fits what is asked for: 0 (not) to 1, by its dates, figures, causes and the like. */
export function fitsKind(kind: QuestionKind, sentence: string): number {
  const expected = {
    time: date,
    quantity: amount,
    reason: cause,
    manner: way,
    place,
    person,
    definition: undefined,
    other: undefined,
  };
  return expected[kind]?.test(sentence) === true ? 1 : 0;
}
