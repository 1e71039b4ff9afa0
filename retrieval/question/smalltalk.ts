/** Talk that asks nothing of the corpus. */
export type Smalltalk = "greeting" | "thanks" | "farewell" | "about";

/** Over folded text without punctuation; the whole message has to match, so that «你好,吉林的班车…» is still a question. */
const PATTERNS: [Smalltalk, RegExp][] = [
  [
    "greeting",
    /^(你好|您好|大家好|哈喽|嗨|(在吗|在不在|有没有人|有人吗){1,2}|早上好|早安|上午好|下午好|晚上好|hi|hello|hey|hey there|good (morning|afternoon|evening)|(hi |hey |hello )?(how are you|how is it going|how s it going|how s your day( going)?|how is your day( going)?|what s up)( today)?|안녕|안녕하세요|안녕하십니까|반갑습니다)(呀|啊|吗|哦|there)?( ?(吃了没有?|吃了吗|忙吗|在吗|有没有人|有人吗))?(呀|啊)?$/u,
  ],
  [
    "thanks",
    /^(?:(?:好的|好|行|嗯|哦) ?)?(非常|太|多)?(谢谢|感谢|多谢|谢了|辛苦)(你|您|了|啦|大家)*(谢谢|辛苦)?(你|您|了|啦|啊|哦|哈)*(小伙子|小姑娘|师傅|大哥|大姐|同志)?( ?(吃(?:饭)?了没有?|吃(?:饭)?了吗|再见|拜拜))?$|^(ok |okay |great |many )?(thanks|thank you|thx)( you)?( so much| a lot| very much)?( have a (nice|good|great) (day|one|evening|weekend)| bye| goodbye)?$|^(정말 |너무 )?(감사합니다|고마워요?|고맙습니다|감사해요|수고하셨습니다)$/u,
  ],
  [
    "farewell",
    /^(再见|拜拜|回见|晚安|下次聊|回头聊|bye|goodbye|bye bye|see you|good night|잘 ?가요?|안녕히 (계세요|가세요)|잘 자요?)(了|啦|哦)?(我?[先要]?下线?了|我?走了)?(下次聊|回头聊|再聊)?$/u,
  ],
  [
    "about",
    /^.{0,6}(你是谁|你是(真人|人|机器|机器人|人工智能|ai)(还是|吗).{0,8}|你叫什么(名字)?.{0,8}|你是什么|你是(机器人|真人|人工智能|ai)(吗|还是真人|还是机器人)?|你叫什么(名字)?|你(能|会|可以)(做|干|帮我做)(什么|啥|些什么)|你有什么功能|who are you|what are you|what can you do|are you (a |an )?(real |human |actual )?(robot|bot|human|person|real|ai)|what is your name|넌 누구야|너는 누구(야|니)|누구세요|당신은 누구(입니까|세요)|무엇을 할 수 (있어|있나요|있습니까))$/u,
  ],
];

/** What kind of small talk a folded message is, or null. */
export function smalltalkOf(folded: string): Smalltalk | null {
  const bare = folded
    .replace(/[^\p{L}\p{N}\s]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const joined = bare.replace(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/gu, "");
  return PATTERNS.find(([, pattern]) => pattern.test(bare) || pattern.test(joined))?.[0] ?? null;
}
