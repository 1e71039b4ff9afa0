/** A message that asks how much each of several things has of something, or which has the most or the least. */
export interface Comparison {
  /** The things compared, as the folded message has them. */
  things: string[];
  /** For each of them the question how much it has. */
  questions: string[];
  /** Which of them is asked for; all in the order of the message: each. */
  asked: "most" | "least" | "each";
}

/** Most things of one comparison, and longest name of one in code units. */
const MOST_THINGS = 4;
const THING_LENGTH = 24;

/** A longer message, in code units, is more than a comparison, and takes long to be looked through. */
const LONGEST = 200;

const WHICH = "哪一?(?:个(?:地方|企业|公司|厂)?|家|边|种|条|类|地|里|儿|方|款|座|间|者|样|所|路)|谁家?";
const DEGREE = "更|比较|相对|最|要";
const ADJECTIVE = "多|高|大|快|早|久|长|少|低|小|慢|晚|短|贵|便宜|先";
const MOST_ASKED = new RegExp(
  `^(.{4,}?)(?:${WHICH})([^,?。;]*?)(?:得|的)?(?:${DEGREE})?(${ADJECTIVE})(恢复|开|通车|复工|复产|开工|开学)?(?:一?[些点])?(?:呢|啊|呀)?(?:[?。,]+|$)`,
  "u",
);
/** 国道多还是省道多 */
const EITHER = new RegExp(
  `^(?:是)?([^,?。;]{2,}?)(?:${DEGREE})?(${ADJECTIVE})(?:,)?还是([^,?。;]{2,}?)(?:${DEGREE})?\\2(?:呢|啊|呀)?[?。]*$`,
  "u",
);
const LINK = /还是|[和跟与同、,及]/u;
/** What only says that they are compared: 相比, 这两家, 三个地方. */
const COMPARED =
  /(?:相比(?:较)?|比(?:较|起来|一比)?|之间|当中|里面|这?[两二三四][个家条种边座所地](?:地方|企业|公司)?|[,:])+$/u;

const ENGLISH = [
  /^(?:between )?(.{3,}?) (?:and|or|vs\.?|versus) (.{3,}?)[,:-]+ ?which (?:one |of (?:them|the two) )?(.+)$/u,
  /^which (?:one |of them )?(.+?)[,:-]+ ?(.{3,}?) or (.{3,}?)$/u,
];
const KOREAN =
  /^(.{2,}?)(?:와|과|하고|이랑|랑) (.{2,}?) (?:중에서?|중|가운데) ?(?:어디|어느 ?(?:쪽|곳|회사|기업|것)|누가|뭐|무엇|어떤 (?:곳|것))(?:이|가|의)? ?(.+)$/u;

const LEAST =
  /少|低|小|慢|晚|短|便宜|\b(?:fewer|fewest|less|least|lower|lowest|smaller|smallest|later|slower|cheaper)\b|적|낮|작|늦/u;
/** Of times the smaller is the better: 更快, 更早, 先. */
const SOONEST = /[快早先]|\b(?:faster|sooner|earlier|first|quicker)\b|빨|일찍|먼저/u;

/** Reads a folded message in standard words as a comparison; null when it is none. */
export function comparisonOf(folded: string): Comparison | null {
  if (folded.length > LONGEST) return null;
  return chineseOf(folded) ?? englishOf(folded) ?? koreanOf(folded) ?? eachOf(folded);
}

function chineseOf(folded: string): Comparison | null {
  const asked = MOST_ASKED.exec(folded);
  const either = asked === null ? EITHER.exec(folded) : null;
  if (asked === null && either === null) return null;
  const [things, measure, adjective] =
    asked === null
      ? [[either![1]!, either![3]!], "", either![2]!]
      : [asked[1]!.replace(COMPARED, "").split(LINK), `${asked[2]!}${asked[4] ?? ""}`, asked[3]!];
  const more = asked === null ? "" : folded.slice(asked[0].length);
  return comparison(
    things,
    adjective,
    (thing) => `${thing}${measure}${howMuch(measure, adjective)}${more && `,${more}`}`,
  );
}

/** 复工率更高 asks for a share, 更早 for a day. */
function howMuch(measure: string, adjective: string): string {
  if (/[早晚先]/u.test(adjective)) return "是什么时候";
  if (/[快慢久]/u.test(adjective)) return "要多久";
  if (/贵|便宜/u.test(adjective)) return "多少钱";
  return /[率比重量额数]$|比例/u.test(measure) ? "是多少" : "有多少";
}

function englishOf(folded: string): Comparison | null {
  const text = folded.replace(/[?.!\s]+$/u, "");
  const first = ENGLISH[0]!.exec(text);
  const last = first === null ? ENGLISH[1]!.exec(text) : null;
  if (first === null && last === null) return null;
  const [things, rest] = first !== null ? [[first[1]!, first[2]!], first[3]!] : [[last![2]!, last![3]!], last![1]!];
  const degree =
    /\b(?:more|most|higher|highest|larger|largest|bigger|greater|fewer|fewest|less|least|lower|lowest|smaller|smallest|faster|quicker|sooner|earlier|later|first|longer|cheaper)\b/u.exec(
      rest,
    )?.[0];
  if (degree === undefined) return null;
  const measure = rest
    .replace(degree, "")
    .replace(/\b(?:has|have|had|is|are|was|were|the|a|of them)\b/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  const ask = /sooner|earlier|later|first/u.test(degree)
    ? "when did"
    : /faster|quicker|longer/u.test(degree)
      ? "how long"
      : /\b(?:rate|share|percentage|proportion)\b/u.test(measure)
        ? "what is the percentage of"
        : "how many";
  // How many roads run through it, and how many suits a firm makes: what is counted comes first.
  const isCounted = /^(?:$|of |in |on |there |running|open)/u.test(measure);
  return comparison(things, degree, (thing) => [ask, ...(isCounted ? [thing, measure] : [measure, thing])].join(" "));
}

function koreanOf(folded: string): Comparison | null {
  const asked = KOREAN.exec(folded.replace(/[?.!\s]+$/u, ""));
  const degree = asked === null ? undefined : /많|높|크|큰|빨|일찍|먼저|길|적|낮|작|늦/u.exec(asked[3]!)?.[0];
  if (asked === null || degree === undefined) return null;
  const measure = asked[3]!.replace(new RegExp(`(?:더 |가장 )?[가-힣]*${degree}[가-힣]*`, "u"), "").trim();
  const ask = /일찍|먼저|늦/u.test(degree) ? "언제" : /율|률/u.test(measure) ? "몇 %" : "얼마나";
  return comparison([asked[1]!, asked[2]!], degree, (thing) => `${thing} ${measure} ${ask}`);
}

function comparison(things: string[], degree: string, ask: (thing: string) => string): Comparison | null {
  const named = things.map((thing) => thing.trim()).filter((thing) => thing !== "");
  const isList = named.length >= 2 && named.length <= MOST_THINGS;
  if (!isList || named.some(({ length }) => length < 2 || length > THING_LENGTH)) return null;
  const asked = degree === EACH ? "each" : LEAST.test(degree) || SOONEST.test(degree) ? "least" : "most";
  return { things: named, questions: named.map(ask), asked };
}

/** Stands for a degree where each is asked for. */
const EACH = "各";
/** 风华制衣和特来纺织每日产量各是多少: what is asked of both may be said with the last. */
const EACH_ASKED = /^([^,?。;]{4,}?)(?:各自|各|分别)([^,?。;]*(?:多少|几|什么时候|哪天|多久)[^,?。;]*)[?。]*$/u;
const MEASURE =
  /^(.{2,}?)(?:的)?((?:每[天日]|日)?(?:产量|产能|总数|数量|人数|户数|价格|票价|利率|[复开返][工产业岗]率)|每[天日]|一共|总共)$/u;
const KOREAN_EACH = /^(.{2,}?)(?:와|과|하고|이랑|랑) ([^ ]{2,}?)(?:은|는|이|가)? (.*?)각각 (.*)$/u;

function eachOf(folded: string): Comparison | null {
  const chinese = EACH_ASKED.exec(folded);
  if (chinese !== null) {
    const things = chinese[1]!.split(LINK);
    const last = MEASURE.exec(things.at(-1)!);
    const measure = last?.[2] ?? "";
    return comparison(
      [...things.slice(0, -1), last?.[1] ?? things.at(-1)!],
      EACH,
      (thing) => thing + measure + chinese[2]!,
    );
  }
  const korean = KOREAN_EACH.exec(folded.replace(/[?.!\s]+$/u, ""));
  if (korean === null) return null;
  return comparison([korean[1]!, korean[2]!], EACH, (thing) => `${thing} ${korean[3]!}${korean[4]!}`);
}
