import type { ConceptMention, PlaceMention } from "../lexicon/lexicon.ts";
import type { Question } from "../question/question.ts";
import { subjectRuns } from "../question/subject-words.ts";
import { ordinalsOf } from "../reading/ordinals.ts";
import { namedOrganisations } from "../question/organisations.ts";
import { asksPlace, OFFICE, PERSON } from "../reading/answer-forms.ts";
import { statesDate } from "./date-constraints.ts";

/** Between the two ends of a line: 吉林到桦甸, Jilin–Huadian, jilin to huadian. */
const ROUTE_LINK = /^[\s市县]*(到|至|往|去|开往|发往|[-–—→~]+|to|->|에서)[\s]*$/u;
/** All of a place. */
const WHOLE = /全[市省州]|整个|whole|entire|overall|citywide|전체/u;
/** A place that no list holds, by its last character: 朝阳区, 南关区. */
const DISTRICT =
  /(?:^|[^\u4e00-\u9fff]|[那到至往去在的市省州县])([\u4e00-\u9fff]{2,3}?(?:区|县|旗|镇|乡))(?!域|间|分|道|级)/gu;
/** Kinds of area that end like a district's name: 小区, 社区, 景区 … */
const NO_DISTRICT = /(?:[小地社各景园校辖灾疫山厂库片街市城郊]|开发|封控|风险)区$|[城乡各]镇$|[下返城]乡$|道县$/u;
/** «The other lines»: only a sentence about others can answer. */
const OTHER =
  /其他|其它|其余|别的|除了?[^,。]{1,10}(?:以外|之外)|[\u4e00-\u9fff](?:以外|之外)的|\bother than\b|\b(?:except|besides|apart from)\b|이외|말고|제외|\b(the |any )?others?\b|다른|나머지/u;

/** A street and a number, names, a discount or what was in another year are asked for, which only a text with such can give. */
const BEYOND: readonly [RegExp, RegExp][] = [
  [
    /具体(?:在|地址|位置|地点)|哪条(?:街|路|巷)|门牌|where exactly|exact (?:address|location|place)|which street|정확히 어디|주소/u,
    /[\u4e00-\u9fff](?:街|巷|大道|胡同)|\d号(?!线)|路\d/u,
  ],
  [
    /(?:都|各|分别)叫什么|什么名字?[?。!]*$|哪\d+[个处家条座]|名字(?:是|叫)?什么|(?:what are|give).{0,12} names?|names of the/u,
    /[《“"]|、[^、,。;]{2,12}、/u,
  ],
  [OFFICE, PERSON],
  // What was got in the end, by what does not only tell what was asked for.
  [
    /批下来|批了[没吗]|获批了?[没吗]|实际|到手|到账了?[没吗]|下来(?:了?[没吗]|没有)|\b(?:actually|approved|granted)\b|실제|승인/u,
    /^(?!.*(?:拟|申请|申报|需求|计划))|到位|到账|发放|获批|批准|拿到|获得|落实/u,
  ],
  [
    /(?:[一每][只张个件套瓶斤盒]|一张票)[^,。?]{0,4}(?:多少钱|几块|几元)|卖多少钱|单价/u,
    /价|每[只张个件套瓶斤盒]|元[/每一]/u,
  ],
  [/去年|上年|\blast year\b|작년|지난해/u, /去年|上年|20\d\d年/u],
  [/哪一?年(?!级)|\b(?:what|which) year\b|몇 ?년도/u, /\d{4}年|[今去前明]年/u],
  [/明年|\bnext year\b|내년/u, /明年|20\d\d年/u],
  [/几折|打折|(?:优惠|便宜)(?:了|多少|几)|\bdiscounts?\b|할인/u, /折|[半低降减]价|优惠|减免|减半|免费|便宜/u],
];

/** 3号线, 12路, 5号楼: one of several of its kind, which no other stands for. */
const NUMBERED = /\d+(?:号线|号楼|号门|路(?=公交|车|公车)|次列车)/gu;

/** How many of what nobody knows: beds, litres. */
const COUNTED_WORD =
  /how many (?:more |other |new |of the )?([a-z]+)(?=\W*$| (?:are|is|were|was|have|has|had|do|does|did|can|will|in|of|at|on|for|from|per)\b)/u;

/** The bus to Xinyang, 신양 가는 버스, where no list holds the place. */
const DESTINATION =
  /\b(?:bus|coach|train|line|route)(?:es|s)? (?:from [a-z]+ )?to ([a-z]{4,})\b|([가-힣]{2,5})(?:으로|로|까지|에)? ?(?:가는|행) ?(?:버스|시외버스|차|기차|열차|노선)/gu;

/** Xinchang county: a place that no list holds, in English. */
const ENGLISH_DISTRICT = /\b([a-z]{4,}) (?:county|district|township|prefecture)\b/gu;

/** A name that a question in another script gives in its own: 라보니(拉波尼). Nothing else can stand for it. */
const ORIGINAL_NAME = /\(([\u4e00-\u9fff]{2,8})\)/gu;

function originalNames(folded: string): string[] {
  if (/[\u4e00-\u9fff]/u.test(folded.replace(ORIGINAL_NAME, ""))) return [];
  return Array.from(folded.matchAll(ORIGINAL_NAME), ([, name]) => name!);
}

/** Runs of a question that are in no list and long enough to be names. */
const NAME_LENGTH = 3;

/** What a question demands of a sentence, whatever the sentence. */
export interface Demands {
  /** «The other lines» are asked about. */
  others: boolean;
  /** Forms that an answer has to have. */
  forms: readonly RegExp[];
  /** What is counted that nobody knows. */
  unknown: string | null;
  /** Things that nothing else can stand for, each as the question has it. */
  distinct: readonly (Pick<ConceptMention, "chinese" | "goingOn"> & { said: string })[];
  /** Numbered things and organisations by name. */
  named: readonly string[];
  properNames: readonly string[];
  /** The two ends of the line that it names, or none. */
  route: readonly PlaceMention[];
  /** Districts that are in no list. */
  districts: readonly string[];
  /** All of a place is asked about, not a part of it. */
  whole: boolean;
  /** A place is asked for. */
  place: boolean;
  /** It names a place or a date. */
  placesOrDates: boolean;
  /** It names a date; of sections looked at, by row, the dates that they do not share. */
  dates: boolean;
  unmetDates: Map<number, readonly string[]>;
}

/** Of the question last asked about: one is judged after the other. */
let known: { question: Question; demands: Demands } | undefined;

/** What a question demands, worked out once for all its sentences. */
export function demandsOf(question: Question): Demands {
  if (known?.question !== question) known = { question, demands: workOut(question) };
  return known.demands;
}

function workOut(question: Question): Demands {
  const { concepts, folded, unknownWords, askedFrom, inherited, places, spelt } = question;
  const counted = COUNTED_WORD.exec(folded)?.[1];
  const dates = statesDate(question);
  // «那绍兴呢» asks of another place what was asked of the first.
  const goesOn = isAboutSame(question);
  const own =
    concepts.length > 0 && !goesOn
      ? concepts.filter(
          // 娃读二年级,哪天开学: a number tells which one is meant, wherever it is said.
          ({ start, end }) => start >= askedFrom || ordinalsOf(folded.slice(start, end)).length > 0,
        )
      : [...concepts, ...inherited.concepts];
  return {
    others: OTHER.test(folded),
    forms: [...BEYOND.flatMap(([asked, given]) => (asked.test(folded) ? [given] : [])), ...sortsAsked(question)],
    unknown: counted !== undefined && unknownWords.includes(counted) ? counted : null,
    distinct: own
      .filter(({ distinct }) => distinct)
      .map((concept) => ({
        chinese: concept.chinese,
        goingOn: concept.goingOn,
        said: concepts.includes(concept) ? folded.slice(concept.start, concept.end) : concept.chinese[0]!,
      })),
    named: [...(folded.match(NUMBERED) ?? []), ...namedOrganisations(folded), ...originalNames(folded)],
    properNames: [
      ...subjectRuns(question)
        .map(({ text }) => text)
        .filter((text) => text.length >= NAME_LENGTH),
      ...namedOrganisations(folded),
      ...spelt,
    ],
    route: routeOf(folded, places),
    districts: [
      ...Array.from(folded.matchAll(DISTRICT), (match) => match[1]!.replace(/^[去到往至在](?=..)/u, "")).filter(
        (name) => !NO_DISTRICT.test(name) && !places.some((place) => name.includes(place.name)),
      ),
      ...Array.from(folded.matchAll(ENGLISH_DISTRICT), (match) => match[1]!).filter((name) =>
        unknownWords.includes(name),
      ),
      ...Array.from(folded.matchAll(DESTINATION), (match) => (match[1] ?? match[2])!).filter((name) =>
        unknownWords.some(
          (word) => word === name || (name.length > 1 && word.startsWith(name) && /[가-힣]/u.test(name)),
        ),
      ),
    ],
    whole: WHOLE.test(folded),
    place: !OTHER.test(folded) && asksPlace(question),
    placesOrDates:
      places.length > 0 ||
      folded.search(DISTRICT) >= 0 ||
      folded.search(ENGLISH_DISTRICT) >= 0 ||
      folded.search(DESTINATION) >= 0 ||
      dates,
    dates,
    unmetDates: new Map<number, readonly string[]>(),
  };
}

/** 哪个气田: one of a sort, which an answer names by its sort. */
const SORT_ASKED = /哪(?:一)?[个家座条所处口片款]([\u4e00-\u9fff]{2})/gu;
/** What is of these sorts is seldom called by them. */
const LOOSE_SORT =
  /线路|路线|班[车线]|部门|单位|组织|团体|企业|公司|地方|城市|机构|领导|方面|措施|人员|产品|东西|项目|软件|平台|渠道|时间|日子|情况|行业|工作|环节|用户|对象|原则|办法|方法|厂家|工厂|药企|厂子|[的在是有了能可会要先最给被把管来去产做开卖比更]/u;

/** 哪个厅帮的忙: a sort of one character. */
const SORT_OF_ONE = /^[省市州县区镇乡村厅局委厂店路街站]/u;

/** The sorts of which one is asked for, by any of their words. */
function sortsAsked({ folded, concepts, kind }: Question): RegExp[] {
  // 有没有哪条路堵车 asks whether any is.
  if (kind === "yesno") return [];
  return Array.from(folded.matchAll(SORT_ASKED)).flatMap(({ 0: whole, 1: sort, index }) => {
    if (LOOSE_SORT.test(sort!)) return [];
    const at = index + whole.length - sort!.length;
    const known = concepts.find(({ start, end }) => start === at && end - start >= 2);
    if (known === undefined && SORT_OF_ONE.test(sort!)) return [new RegExp(sort![0]!, "u")];
    return [new RegExp([sort!, ...(known?.chinese ?? [])].join("|"), "u")];
  });
}

/** What points back to what was asked about before. */
const PRONOUN =
  /[它他她]|[这那该](?:个|家|条|种|款|些)(?![\u4e00-\u9fff]{0,2}(?:月|时候))|\b(?:it|its|they|them|their)\b|그거|그것|그게|거기/u;

/** Whether a follow-up asks more of the same thing. */
function isAboutSame({ folded, inherited }: Question): boolean {
  return inherited.concepts.length > 0 && PRONOUN.test(folded);
}

/** The two ends of a line that the question names, or nothing. */
function routeOf(folded: string, places: PlaceMention[]): PlaceMention[] {
  const inOrder = places.toSorted((a, b) => a.start - b.start);
  for (let index = 1; index < inOrder.length; index++) {
    const [from, to] = [inOrder[index - 1]!, inOrder[index]!];
    if (from.name === to.name) continue;
    const isBetween = /\bbetween $/u.test(folded.slice(0, from.start)) && folded.slice(from.end, to.start) === " and ";
    if (isBetween || ROUTE_LINK.test(folded.slice(from.end, to.start))) return [from, to];
  }
  return [];
}
