const askingWords =
  /请问|请解释|解释一下|介绍一下|简述|什么(?:是|叫做?)|(?:指的是|是|指|叫做?)?(?:什么|啥)(?:意思)?|的?(?:定义|含义|概念)(?:是|为)?|[？?。！!，,]/g;
const englishAskingWords =
  /^\s*(?:please\s+)?(?:what(?:'s|\s+is|\s+are|\s+was|\s+were|\s+does|\s+do)|define|explain|describe)\s+(?:(?:an?|the)\s+)?|\s+(?:mean|stand for)\s*\?*\s*$|[?？.!]+\s*$/gi;

/** What a question for a definition asks about: the question without the words that ask. Empty where nothing is left. */
export function questionSubject(question: string): string {
  return question.replace(askingWords, ' ').replace(englishAskingWords, ' ').trim().toLowerCase();
}

const chineseDefinition =
  /^[^。！？，,]{0,16}?(?:是指|指的是|是一[种个类项款]|是(?!否|不是)|指|即(?![可将使便])|称为|称作|叫做|定义为|表示|意味着|——|：)/;
const englishDefinition =
  /^[^.!?]{0,40}?\b(?:is|are|was|were|means?|refers? to|denotes?|is called|is defined as|stands for|describes?)\b|^\s*[:—–-]\s/;

const longestLeadIn = 16;
const apposition = /^,\s+(?:an?|the)\s+\p{L}/u;
const named = /(?:称为|称作|叫做?|所谓的?|即|\b(?:called|known as|termed|named))\s*[“‘「『"'《]?\s*$/i;

/** Whether a sentence names the subject and goes on to say what it is. */
export function definesSubject(sentence: string, subject: string): boolean {
  if (subject === '') return false;
  const at = sentence.toLowerCase().indexOf(subject);
  if (at < 0) return false;
  if (named.test(sentence.slice(0, at))) return true;
  const rest = sentence.slice(at + subject.length);
  // Where much stands before it, the subject is an object of some other statement.
  if (at > longestLeadIn) return apposition.test(rest);
  return chineseDefinition.test(rest) || englishDefinition.test(rest.toLowerCase()) || apposition.test(rest);
}
