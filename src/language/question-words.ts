function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/**
 * Han words, simplified, that ask or carry grammar: a question is full of them
 * and the passage that answers it is not. They weigh little in a query.
 */
export const hanQuestionWords: ReadonlySet<string> = words(`
  什么 甚么 哪些 哪个 哪种 哪里 哪儿 哪位 哪年 哪一 哪一个 哪一年 哪几 哪几个 哪两 哪两个 哪家 哪所 哪座 哪项 哪国 哪 谁 何 几 吗 呢 么
  如何 怎么 怎样 怎么样 怎 为什么 为何 何时 何地 何种 何人 何处 是什么 什么样 什么时候 为什么 多少 几个 几种 几年 多久 多大 多长 多高 多远
  是否 能否 可否 有没有 是不是 请 请问 请教 一下 告诉 介绍 解释 说明 简述 列举 以及 关于 有关
  的 了 是 在 有 和 与 及 或 被 把 从 对 为 以 于 由 到 向 这 那 它 他 她 其 之 所 个 中 上 下 里 也 都 就 而 并 但 着 过 地 得 吧 啊 呀 会 能 要 可以
  我 你 我们 你们 他们 这个 那个 这些 那些 因为 所以 如果 但是 可是 然后 什`);

/** Stems of words with which English asks for something; what, which and how are function words already. */
export const englishRequestWords: ReadonlySet<string> = words(`
  pleas tell explain describ summar list show give find anyon anybodi someon somebodi anyth someth question answer`);
