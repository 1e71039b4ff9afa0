import type { Language } from "../question/language.ts";
import type { Smalltalk } from "../question/smalltalk.ts";

/** What the answerer says in its own words. Everything else in an answer is quoted. */
export interface Wording {
  smalltalk: Record<Smalltalk, string>;
  empty: string;
  notFound: string;
  /** What is asked but not stated, as the question has it; none: this. */
  notStated(what: string[]): string;
  /** After `notStated`, before a quote of what is stated. */
  insteadStated: string;
  nearest: string;
  conflict: string;
  /** Before a figure that differs from the one before. */
  elsewhere(value: string): string;
  /** Before what an earlier article says of the same thing. */
  earlier(value: string): string;
  /** When no article in force says it. */
  onlySuperseded: string;
  /** Marks on a citation. */
  standing: { superseded: string; earlier: string };
  /** When a figure held, in the asker's way and in the source's words, which may be the same. */
  asOf(date: string, source: string): string;
  source(parts: string[]): string;
  /** A value of one of several things. */
  of(thing: string, value: string): string;
  /** Between values. */
  join: string;
  /** Between the answers to several questions. */
  part: string;
  /** Ends what has no end of its own before another sentence. */
  stop: string;
}

const zh: Wording = {
  smalltalk: {
    greeting: "您好！请问我复工、复产、交通恢复方面的问题，例如：吉林到桦甸的班车什么时候恢复？",
    thanks: "不客气。有其他复工、复产、交通方面的问题，请随时问。",
    farewell: "再见！",
    about: "我是复工复产政策问答机器人：从新闻报道里找答案，并附上原文。",
  },
  empty: "请输入一个问题，例如：吉林到桦甸的班车什么时候恢复？",
  notFound: "现有文章没有说明这个问题。",
  notStated: (what) =>
    what.length === 0 ? "现有文章没有说明这一点。" : `关于“${what.join("、")}”，现有文章没有说明。`,
  insteadStated: "文章只说：",
  nearest: "最接近的内容：",
  conflict: "原文对此给出了不同的数字。",
  elsewhere: (value) => `另一处为${value}`,
  earlier: (value) => `较早的文章为${value}`,
  onlySuperseded: "只有已被取代的旧文章说到这一点，现行的文章没有说明。",
  standing: { superseded: "已被取代", earlier: "较早" },
  asOf: (date) => `（${date}）`,
  source: (parts) => `——${parts.join(" · ")}`,
  of: (thing, value) => `${thing}：${value}`,
  join: "，",
  part: "；",
  stop: "。",
};

const hant: Wording = {
  smalltalk: {
    greeting: "您好！請問我復工、復產、交通恢復方面的問題，例如：吉林到樺甸的班車什麼時候恢復？",
    thanks: "不客氣。有其他復工、復產、交通方面的問題，請隨時問。",
    farewell: "再見！",
    about: "我是復工復產政策問答機器人：從新聞報導裡找答案，並附上原文。",
  },
  empty: "請輸入一個問題，例如：吉林到樺甸的班車什麼時候恢復？",
  notFound: "現有文章沒有說明這個問題。",
  notStated: (what) =>
    what.length === 0 ? "現有文章沒有說明這一點。" : `關於「${what.join("、")}」，現有文章沒有說明。`,
  insteadStated: "文章只說：",
  nearest: "最接近的內容：",
  conflict: "原文對此給出了不同的數字。",
  elsewhere: (value) => `另一處為${value}`,
  earlier: (value) => `較早的文章為${value}`,
  onlySuperseded: "只有已被取代的舊文章說到這一點，現行的文章沒有說明。",
  standing: { superseded: "已被取代", earlier: "較早" },
  asOf: (date) => `（${date}）`,
  source: (parts) => `——${parts.join(" · ")}`,
  of: (thing, value) => `${thing}：${value}`,
  join: "，",
  part: "；",
  stop: "。",
};

const en: Wording = {
  smalltalk: {
    greeting:
      "Hello! Ask me about the resumption of work, production and transport, for example: when does the Jilin–Huadian bus resume?",
    thanks: "You are welcome. Ask me anything else about the resumption of work, production and transport.",
    farewell: "Goodbye!",
    about:
      "I am a bot: I answer questions about the resumption of work, production and transport from news articles, and quote them.",
  },
  empty: "Please type a question, for example: when does the Jilin–Huadian bus resume?",
  notFound: "The articles do not say.",
  notStated: (what) =>
    what.length === 0 ? "The articles do not state this." : `The articles do not say this about “${what.join(", ")}”.`,
  insteadStated: " They only say: ",
  nearest: "The nearest thing they say:",
  conflict: " The source gives different figures for this.",
  elsewhere: (value) => `elsewhere ${value}`,
  earlier: (value) => `an earlier article says ${value}`,
  onlySuperseded: " Only an older article says this, which has been replaced since; the articles in force do not.",
  standing: { superseded: "replaced since", earlier: "earlier" },
  asOf: (date, source) => (date === source ? ` (${source})` : `, as of ${date} (${source})`),
  source: (parts) => `— ${parts.join(" · ")}`,
  of: (thing, value) => `${thing}: ${value}`,
  join: "; ",
  part: "; ",
  stop: ".",
};

const ko: Wording = {
  smalltalk: {
    greeting: "안녕하세요! 조업·생산·교통 재개에 대해 물어보세요. 예: 지린–화뎬 버스는 언제 다시 운행하나요?",
    thanks: "천만에요. 조업·생산·교통 재개에 대해 더 궁금한 점이 있으면 물어보세요.",
    farewell: "안녕히 가세요!",
    about: "저는 조업·생산·교통 재개에 관한 질문에 뉴스 기사로 답하고 원문을 함께 보여 드리는 봇입니다.",
  },
  empty: "질문을 입력해 주세요. 예: 지린–화뎬 버스는 언제 다시 운행하나요?",
  notFound: "기사에 이 질문에 대한 내용이 없습니다.",
  notStated: (what) =>
    what.length === 0
      ? "기사에 이 내용은 나와 있지 않습니다."
      : `“${what.join(", ")}”에 대해서는 기사에 나와 있지 않습니다.`,
  insteadStated: " 기사에는 이렇게만 나와 있습니다: ",
  nearest: "가장 가까운 내용:",
  conflict: " 원문에 서로 다른 수치가 나옵니다.",
  elsewhere: (value) => `다른 곳에서는 ${value}`,
  earlier: (value) => `이전 기사에서는 ${value}`,
  onlySuperseded: " 이 내용은 이미 대체된 예전 기사에만 나오며, 현재 유효한 기사에는 없습니다.",
  standing: { superseded: "대체된 기사", earlier: "이전 기사" },
  asOf: (date, source) => (date === source ? ` (${source})` : `, ${date} 기준 (${source})`),
  source: (parts) => `— ${parts.join(" · ")}`,
  of: (thing, value) => `${thing}: ${value}`,
  join: ", ",
  part: "; ",
  stop: ".",
};

const WORDINGS: Record<Language, Wording> = { zh, "zh-Hant": hant, en, ko };

export function wordingOf(language: Language): Wording {
  return WORDINGS[language];
}
