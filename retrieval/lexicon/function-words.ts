/**
 * English words that ask, join, or are said for politeness, and verbs so general that they name no subject. Content words
 * belong in the glossary: an English word that is in neither counts as one that no article can hold.
 */
const ENGLISH = new Set(
  `
  a an the this that these those such same own it its itself he him his she her hers they them their theirs i me my mine
  myself you your yours yourself we us our ours one ones someone somebody anyone anybody everyone everybody nobody none
  something anything everything nothing thing things stuff people folks person
  and or but nor so if then than because as while though although unless whether whereas however therefore also too either
  neither both not no yes ok okay except instead
  of to in on at for from by with without within about above across along among around behind below beside besides between
  beyond during inside into near off onto out outside over per regarding concerning respect since through throughout
  towards toward under until till up upon down via against versus vs like unlike due according based despite
  am is are was were be been being do does did doing done has have had having will would shall should can could may might
  must cannot ought let lets don doesn didn isn aren wasn weren won wouldn couldn shouldn haven hasn hadn ain dont doesnt
  cant im ive ill youre theyre theres whats whens wheres hows s t re ve ll d m gonna wanna
  rate rates percentage percent proportion share number numbers total amount key major big
  what which who whom whose when where why how whatever whichever whoever whenever wherever
  date dates area areas aspect aspects worked
  much many more most less least few fewer little lot lots any some all every each several enough another various certain
  whole entire only just even still yet already again ever never always often sometimes usually once twice
  now then today tonight currently presently nowadays recently lately soon sooner later early earlier shortly immediately
  eventually finally before after afterwards ago long longer back away here there anywhere somewhere everywhere day moment
  far exactly actually really truly very quite rather pretty fairly almost nearly approximately roughly about around maybe
  perhaps possibly probably likely certainly surely definitely simply especially particularly specifically generally
  mainly mostly basically apparently officially fully totally completely together respectively quickly well right
  please kindly thanks thank hello hi hey sorry excuse dear sir madam
  possible impossible able unable allowed supposed available current present exact actual true real sure certain good bad
  best better great nice okay fine different similar specific particular general main such overall
  get gets getting got gotten give gives giving given gave go goes going gone went come comes coming came take takes taking
  taken took make makes making made put puts bring brings brought keep keeps let happen happens happened happening use uses
  used using try tries tried trying need needs needed want wants wanted wish would like look looks looking find finds
  finding found know knows known knowing knew think thinks thought believe guess hear heard see sees seen seeing saw say
  says said saying tell tells told telling ask asks asked asking answer answers question questions show shows showed shown
  explain explains mean means meant seem seems seemed become becomes became turn turns turned work works call called name
  names named list state stated states mention mentioned describe described refer understand confirm check wonder
  wondering regard regards concern concerns help hope expect expected plan planned
  kind kinds sort sorts type types way ways part parts bit example case info information detail details fact facts
  update updates latest situation thing idea matter
  so-called etc eg ie e.g i.e
  `
    .trim()
    .split(/\s+/u),
);

/** Korean words that carry no subject, as they begin; a particle may follow. */
const KOREAN_WORDS =
  "언제 언젠 어디 어느 어떤 어떻 어떡 어찌 누구 누가 무엇 무슨 뭐 뭔 뭘 몇 며칠 얼마 왜 지금 현재 혹시 정말 진짜 아직 이미 벌써 이제 오늘 요즘 최근 당장 " +
  "곧 바로 다시 또 또는 및 그리고 그러면 그럼 그런데 근데 하지만 그래서 만약 만일 아니면 저는 제가 저희 나는 내가 우리 여러분 당신 이것 그것 저것 이거 그거 " +
  "이런 그런 저런 여기 거기 저기 각각 각자 모든 모두 전부 매우 아주 너무 많이 조금 좀 더 덜 가장 제일 약 대략 정도 정확 구체적 자세 대해 대한 관해 관한 관련 " +
  "따라 따르 통해 위해 위한 때문 동안 중에 중인 이후 이전 전에 후에 뒤에 것 거 수 때 경우 분 등 안녕 감사 부탁 죄송 실례 질문 궁금 사람 사람들 아무 누군가";
/** Verbs and endings that ask, state and beg: 있나요, 되었습니까, 알려주세요, 해야. */
const KOREAN_VERBS =
  "있 없 하 합 되 됩 돼 해 했 됐 된 될 한 할 하였 되었 인가 이에 입니 이야 예요 아닌 알려 알고 알 아시 말해 말씀 가르쳐 주세 주실 주시 주십 줘 줄 싶 보여 봐 볼 보면 가능 필요 " +
  "가려 가나 갈 가는 오나 올 오는 받나 않 못 안 해주 해야 해도 해줘 하려 하면 합니 했나 했어 그렇 같 이루어 이뤄 진행";
const KOREAN = new Set([...KOREAN_WORDS.split(" "), ...KOREAN_VERBS.split(" ")].filter((word) => word.length > 1));
/** What is a word of its own only when a particle or an ending follows it. */
const KOREAN_SYLLABLES = new Set(
  [...KOREAN_WORDS.split(" "), ...KOREAN_VERBS.split(" ")].filter((word) => word.length === 1),
);
const ENDING =
  /^(?:은|는|이|가|을|를|의|에|도|만|로|와|과|나|요|지|고|면|야|어|아|니|까|죠|네|던|ㄴ|든|서|게|데|거|걸|건|어야|으로|에서|에게|부터|까지|마다|씩|쯤|라도|처럼|보다|밖에|나요|나|는지|은지|을까|까요|가요|지요|습니|합니|됩니|입니|니까|니다|세요|셔요|십시|시오|려면|려고|으면|어요|아요|여요|었|았|였|겠|으려|을지|는데|은데|던데|ㄹ)*$/u;

/** Whether a folded word of English or Korean says nothing of a question's subject. */
export function isFunctionWord(word: string): boolean {
  if (/^[a-z]/u.test(word)) return ENGLISH.has(word);
  if (KOREAN_SYLLABLES.has(word[0]!) && ENDING.test(word.slice(1))) return true;
  for (let length = Math.min(word.length, 4); length > 1; length--) {
    if (KOREAN.has(word.slice(0, length))) return true;
  }
  return false;
}
