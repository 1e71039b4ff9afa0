/** The kind of answer that a question asks for; decides which values in a text can be the answer. */
export const ANSWER_KINDS = [
  "when",
  "duration",
  "percent",
  "money",
  "number",
  "telephone",
  "address",
  "who",
  "where",
  "why",
  "yesno",
  "how",
  "list",
  "what",
] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** Patterns over folded text (lower case, Simplified). The first match, in this order, decides. */
const PATTERNS: [AnswerKind, RegExp][] = [
  ["list", /哪几|哪些/u],
  // How things stand is told by any sentence on them, and a rate by its figure.
  ["percent", /率(?:现在|目前|都)?(?:怎么样|如何)了?$/u],
  ["what", /(?:得|情况|进度|进展|形势|现状|产能)(?:现在|目前|都)?(?:怎么样|如何)了?$/u],
  [
    "duration",
    /多长时间|多久|(几|多少)个?(小时|天(?!然|津|气|空)|年(?!级)|日内|个月|分钟|工作日|周)|几日(?=(?:能|可以|可|就|才)?(?:放款|到账|批|办[好完结成]|审|送达|出结果|拿到|有结果))|时长|期限(是|为)?(多|几)|how (long|quickly|fast|soon|many (days|hours|weeks|months|minutes))|얼마 ?만에|얼마나 (오래|빨리)|며칠 ?(동안|만에|안에|이나|걸|로 (줄|단축))|몇 ?(시간|분|달|개월)(?!표)/u,
  ],
  [
    "when",
    /什么时候|啥时候|何时|几时|哪(一)?天|哪一?年|几号|几月|几日|哪(一)?日|几点|什么时间|何日|截止(时间|日期)|时间(是|为)(什么|何)?|日期|什么日子|^when\b|\bwhen (does|do|did|will|is|are|was|were|can|could|should|has|have)\b|^(?:(?!\b(?:what|which|who|where|why|how)\b).)*\bwhen\b|what (date|time|day)|which (date|day)|언제|며칠|몇 ?일|몇 ?시|날짜/u,
  ],
  [
    "number",
    /(?<!(?:率|比例|比重|占比)[^,。?]{0,3})多(?:远|高|宽|重)(?![新])|\bhow (?:far|tall|wide|heavy)\b(?! (?:is|are) .{0,20} (?:along|from being))|(多少|(?<!哪)几)个?(家|户|条|名|人|台|辆|套|处|项|次|回(?!事)|遍|种|类|位|批|件|所|例|班|趟|张|吨|座|间|倍|岗位|床位)/u,
  ],
  [
    "telephone",
    /(电话|热线|号码)(号码)?.{0,4}(是|为|多少|几|什么|哪)|(什么|哪个|哪些|多少)(咨询|服务|投诉|联系)?(电话|热线|号码)|(如何|怎么|怎样).{0,4}(电话|拨打)|(联系|咨询|投诉)(电话|方式)[?。]*$|拨打(什么|哪|多少)|(what|which).{0,24}(phone|telephone|hotline)|(phone|telephone|hotline|contact) number|number (to call|of the)|전화 ?번호|(어디|몇 번).{0,6}전화/u,
  ],
  [
    "percent",
    /利息[^,。?]{0,4}(?:多少|几|多高|怎么算)|几成|占[^,。?]{0,14}的?(?:多少|几)(?:成|$)|how much of .{0,40}\b(?:demand|needs?|supply|consumption|total|capacity|whole)\b|百分之(几|多少)|百分比|占比|比例|(率|比例|比重|占比|幅度|涨幅|增幅).{0,8}(多少|几|多高)|多少.{0,4}率|^(?:the )?share of\b|(percentage|percent|proportion|\brate\b|what share)|퍼센트|비율|몇 ?%|过半|超过?一半|一半以上|过了?一半|(?:more than|over) half|절반|(?:율|률|금리|이자)(은|는|이|가|는요|은요)? ?(몇|얼마)|금리|이자율|[율률](은|는)(요)?[?]*$/u,
  ],
  [
    "money",
    /收费[^,。?]{0,4}(?:多少|几)|(?<![免消经])费(?![^,。?]{0,8}(?:了|掉))[^,。?]{0,6}(?:多少|几)(?!(?:个|多)?[月年天人户家])|能?(?:贷|借|补|赔)(?:到|给)?多少(?![户家人个名次])|(?:贷|款|资金|补贴|投资|奖金|工资|房租|额)[^,。]{0,8}(?:多少|几)(?:百|千)?(?:万|亿)(?![户家个名人辆台条只套件张吨])|(?<!哪)几(?:元|块|毛)|多少(万|亿)?(元|钱|[\u4e00-\u9fff]{0,4}(资金|贷款|经费|补贴|补助))|金额|额度(是|为|多)|价格|(?<![评代])价[^,。?]{0,3}(?:多少|几)|票价|多少费用|费用(是|为)?多少|how much (?:do|does|did) [^?]{0,20}\b(?:pay|cost|charge)\b|how much (money|does|is (?:(?:a|an|the) )?(?:[a-z]+ ){0,2}(fare|price|ticket)|funding|will it cost)|\b(fare|price|cost)\b|\b(?:borrow|lend|pay|owe)\b[^?]{0,20}\bhow much\b|how much\b[^?]{0,30}\b(?:borrow(?:ed)?|subsid(?:y|ies)|loans?|lent|lend|funds?|money|fines?|fined|allowance|rent|bonus|interest-free|invest(?:ed|ment)?)\b|(?<!(?:모두|전부|[량율률수]) ?[은는이가]? ?(?:총 |모두 )?)얼마(입니까|예요|인가요|를|까지|나 하)|(?:자금|돈|금액|대출|보조금|비용|예산)[^?]{0,12}얼마|요금|금액|비용/u,
  ],
  [
    "address",
    /网址|网站|app\b|公众号|小程序|什么软件|什么平台|哪个平台|邮箱|(which|what) (app|website|site|platform)|\bwebsite\b|앱|사이트|홈페이지/u,
  ],
  [
    "number",
    /多少|(?<!哪)几(个|家|户|条|名|人|台|辆|套|处|项|次|种|类|位|批|件|所|例|班|趟|张|吨|万|千|百|成|支|座|间|份|度|层|届|辈|桶|瓶|包|箱|只|枚|部|页|节|斤|米|公里|公斤|平方米|亩|车次|人次)|数量|第几|how (many|much|often)|\bnumber of\b|[가-힣] 수(?:는|가|를)?(?: 얼마.*| 몇.*)?$|몇 ?(개|명|곳|대|번|회|가구|편|노선|호|건|톤|장|세트|가지)|(?:모두|전부) ?얼마|(?<![가-힣])양[은는이]?요?[?]*$|얼마나|몇|수량/u,
  ],
  [
    "who",
    /谁|什么人|哪(一|两|几)?(家|个|些)?[\u4e00-\u9fff]{0,4}?(药企|厂|公司|企业|单位|机构|部门|人|医院|银行|[厅局委])|何人|(由|是)哪(?![里儿])|^who\b|\bwho\b|\bwhom\b|which (company|enterprise|bank|department|agency|bureau|organi[sz]ation)|(?:회사|기업|업체|공장|은행|기관|부서)[은는이가] ?어디(?![에서로])|누가|누구|어느 (기업|회사|은행|기관)|어떤 (기업|회사)/u,
  ],
  ["where", /哪里|哪儿|在哪|何处(?![理置罚分])|何地|什么地方|哪个地方|哪些地方|地点|地址|^where\b|\bwhere\b|어디/u],
  // Before the endings by which Korean asks yes or no.
  ["how", /어떻게/u],
  [
    "why",
    /(?<![改变换转更整称名列定])为什么|为何|什么原因|何原因|原因(?=[是为有呢吗?]|何在|$)|何故|怎么(?:会|突然|忽然|一下)|^why\b|\bwhy\b|왜|이유/u,
  ],
  [
    "yesno",
    /吗$|(?<![\u4e00-\u9fff]没有)([\u4e00-\u9fff])[不没]\1|了没(?:有)?$|不$|[\u4e00-\u9fff]没(?:有)?$|是不是|是否|有没有|能不能|可不可以|会不会|能否|可否|还能|了没|^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b|(나요|습니까|을까요|ㄹ까요|인가요)\??$/u,
  ],
  ["how", /如何|怎么|怎样|咋|^how\b|\bhow (do|does|can|to|is|are|did|should)\b|어떻게/u],
  [
    "list",
    /哪些|有哪|哪(些|几)|哪几|包括什么|分别|有何|什么(措施|要求|政策|条件|材料|内容|方面)|^(list|which)\b|what are|what (measures|requirements|documents|materials)|어떤 것|무엇무엇|어떤/u,
  ],
];

/** What a query of bare keywords is after, by its last word: 高速出口 解除 时间. */
const KEYWORD_PATTERNS: [AnswerKind, RegExp][] = [
  ["percent", /(率|比例|百分比|占比)$|\b(rate|percentage|share)$|[률율]$/u],
  [
    "when",
    /(时间|日期|几时|恢复|重开|开通|开放|开学|开业|复课|发车|停运)$|\b(date|time|resumption|reopening)$|(날짜|시간|재개)$/u,
  ],
  ["money", /(票价|价格|费用|金额|多少钱|资金|收费)$|\b(fare|price|cost)$|(요금|가격|비용)$/u],
  ["number", /(数量|总数|人数|个数|班次|产量|产能|日产|[线户家辆]路?数)$|\b(number|count)$|(수|개수)$/u],
  ["telephone", /(电话|热线|联系方式)$/u],
  ["address", /(网址|网站|app)$/u],
  ["where", /(地点|地址|位置)$/u],
];

/** The same by any of its words. */
const KEYWORD_NOUNS: [AnswerKind, RegExp][] = [
  ["percent", /[\u4e00-\u9fff](率|比例|百分比|占比)$|[율률]$/u],
  ["when", /(时间|日期)$/u],
  ["money", /(票价|价格|费用|金额)$/u],
  ["number", /(数量|总数|人数|个数|[户家辆套]数)$/u],
  ["telephone", /(电话|热线)$/u],
];

/** The kind of answer asked for by a folded question, or by a query of keywords. */
export function answerKind(folded: string): AnswerKind {
  const asked = folded
    .trim()
    .replace(/[?。!.]+$/u, "")
    // How much was sent when it got cold: the first of the two asks.
    .replace(
      /(\b(?:how (?:many|much|often|long)|number of|amount of|total)\b.*?) (?:when|after|before|while|since)\b.*$/u,
      "$1",
    );
  const match = (patterns: [AnswerKind, RegExp][]) => patterns.find(([, pattern]) => pattern.test(asked))?.[0];
  const asks = new RegExp(INTERROGATIVES.source, "u").test(asked);
  const kind = match(PATTERNS) ?? (asks ? undefined : match(KEYWORD_PATTERNS));
  if (kind !== undefined || asks) return kind ?? "what";
  // 商贸企业总数 二道区: among keywords, what is asked may stand before what it is asked of.
  const words = asked.split(/\s+/u);
  return words.length > 5
    ? "what"
    : (KEYWORD_NOUNS.find(([, noun]) => words.some((word) => noun.test(word)))?.[0] ?? "what");
}

/** Question words that carry no content, to be taken out before matching. Wider lists (要求, 措施, 的, 了) lower nDCG@10 by .004 to .007. */
export const INTERROGATIVES =
  /什么时候|啥时候|什么时间|何时|几时|多长时间|多久|多少|有何|为什么|为何|如何|怎么样|怎样|怎么办|怎么|哪一天|哪天|哪些|哪个|哪里|哪儿|哪家|哪几|什么人|什么|是否|是不是|有没有|能否|可否|几号|几点|吗|呢|吧|啊|谁|请问|请教|麻烦问下|想问|想知道|告诉我|几(?=[个家种项类户条名台辆套处次位批件])/gu;

/** Where a folded question asks. */
export function interrogativesOf(folded: string): { start: number; end: number }[] {
  return Array.from(folded.matchAll(INTERROGATIVES), ({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
}
