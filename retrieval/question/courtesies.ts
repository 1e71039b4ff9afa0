/** What is said out of politeness before a question, or to begin one; each may follow another. */
const OPENING = new RegExp(
  "^(?:" +
    [
      // The subject may be left out: 想问一下.
      String.raw`(?:你好|您好|大家好|哈喽|嗨|喂|在吗|亲|师傅|老师|那个|哎|诶)(?=[,。!~\s])`,
      String.raw`(?:请问|请教|劳驾|打扰)(?:一下|下|了)?(?:各位|大家|您(?!好)|你(?!好))?`,
      String.raw`(?:麻烦|劳烦)(?:您|你)?(?:问|帮我?(?:查|看|问))?(?:一下|下|了)?(?=[,\s]|[^,。?!]{3})`,
      String.raw`(?:我)?(?:想|要|来)(?:要)?(?:请教|咨询|打听|了解|问问|问|知道)(?:一下|下)?`,
      String.raw`(?:能不能|能|可以)?(?:帮|替|给)(?:我|忙)?(?:查查|看看|问问|查|看|问)(?:一下|下)?(?![了过到])`,
      String.raw`(?:有没有人|有人|有谁|谁|你们?|您)(?:知不知道|知道|清楚|晓得)(?!吗|的)`,
      String.raw`(?:能|可以|麻烦)?告诉我(?:一下|下)?`,
      String.raw`(?:替|帮|我)?(?:我)?(?:爸|妈|爸妈|爷爷|奶奶|邻居|朋友|同事|老人家?|家人|家里人|老公|媳妇)(?:想|让我|托我)?问(?:一下|下|问)?(?=[,:\s])`,
      String.raw`我(?:们)?(?:是|就是)(?:一名|个|普通)?(?:本地|当地|外地|本市)?(?:居民|市民|群众|老百姓|人)[,。]`,
      String.raw`(?:好的|好吧|行|嗯|哦|ok|okay|알겠습니다|네)(?=[,。! ])`,
      String.raw`(?:hi|hello|hey|excuse me|sorry|good (?:morning|afternoon|evening))\b(?=[,.! ])`,
      String.raw`(?:please |kindly )?(?:(?:can|could|would|will) (?:you|anyone|someone|somebody) )?(?:please )?(?:tell me|let me know)\b`,
      String.raw`(?:does anyone|does anybody|do you) (?:happen to )?know\b`,
      String.raw`(?:i (?:just )?(?:want|wanted|would like|need) to (?:know|ask)|i d like to (?:know|ask)|i'd like to (?:know|ask)|may i ask|can i ask|i was wondering|i wonder)\b`,
      String.raw`(?:저기요|실례지만|실례합니다만|안녕하세요|혹시|죄송한데요?|질문이 있는데요?)(?=[,. !])`,
    ].join("|") +
    String.raw`)[,。.!:;~、\s]*`,
  "u",
);
/** The same after it. */
const CLOSING =
  /[,。.!?~\s]*(?:麻烦(?:您|你)?(?:了)?|谢谢(?:您|你|了|啦|大家)?|多谢(?:了)?|感谢|(?<![应紧着救])急(?:急|用)?|在线等|求解答|求告知|求助|跪求|拜托(?:了)?|please|thanks(?: a lot| so much)?|thank you(?: very much| so much)?|감사합니다|고맙습니다|부탁드립니다|부탁해요|(?:좀 )?(?:알려|가르쳐|말해) ?(?:줘요?|주세요|주실래요|주십시오))[.!。~]*$/u;
/** What is said at the end for its tone. */
const TONE = /(?<=[\u4e00-\u9fff])(?:啊|呀|哦|喔|哈|哇|噢)+(?=[?。!]*$)/u;
const TONE_OF_QUESTIONS = /(?<=(?:什么|谁|哪|几|多少|怎|如何|何|吗|为啥|咋).*)呢(?=[?。!]*$)/u;
/** One class, repeated once: anything cleverer takes seconds over a thousand marks. */
const MARKS = /[?!~。]+$/u;

/**
 * A folded message without what politeness and tone add: «你好,请问…呢?谢谢» asks what «…?» asks.
 *
 * @returns the message itself where nothing else would be left
 */
export function withoutCourtesies(folded: string): string {
  let asked = folded;
  for (;;) {
    const rest = asked.replace(OPENING, "").replace(CLOSING, (said) => (said.includes("?") ? "?" : ""));
    if (rest === asked || !/[\p{L}\p{N}]{2}/u.test(rest)) break;
    asked = rest;
  }
  return asked
    .replace(MARKS, (marks) => (marks.includes("?") ? "?" : marks))
    .replace(TONE, "")
    .replace(TONE_OF_QUESTIONS, "");
}
