import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../../retrieval/question/language.ts";
import { answerKind, type AnswerKind } from "../../../retrieval/question/kind.ts";
import { splitParts } from "../../../retrieval/question/parts.ts";
import { type Smalltalk, smalltalkOf } from "../../../retrieval/question/smalltalk.ts";
import { fold, foldQuestion } from "../../../retrieval/normalise.ts";
import { article } from "../../evaluation/fakes.ts";
import { inMemory } from "../answer-in-memory.ts";

const { understand } = inMemory([
  article("buses", "吉林市交通运输局将于2月17日率先开通吉林至桦甸班车,其他客运班线陆续恢复运营。"),
  article("loans", "工商银行为企业提供政策性贷款300万元。全州复产率达到51.5%。口罩日产8万个。"),
  article("rights", "依法保障职工的权利。"),
  ...["power", "powers"].map((id) => article(id, "公布各部门的权力。")),
]);
const firstOf = (question: string, history?: string[]) =>
  understand(history === undefined ? question : { question, history }).parts[0]!;

describe("The language of a question", () => {
  test.each([
    ["吉林到桦甸的班车什么时候恢复?", "zh"],
    ["吉林到樺甸的班車什麼時候恢復?", "zh-Hant"],
    ["when does the Jilin–Huadian bus resume?", "en"],
    ["When does the 桦甸 bus resume?", "zh"],
    ["지린-화뎬 버스는 언제 다시 운행하나요?", "ko"],
    ["17?", "zh"],
    ["", "zh"],
  ])("%j is %s", (question, language) => {
    expect(detectLanguage(question)).toBe(language);
  });

  test("is Chinese where it is typed in pinyin", () => {
    expect(understand("jilin dao huadian de banche shenme shihou huifu").language).toBe("zh");
    expect(firstOf("jilin dao huadian de banche shenme shihou huifu").kind).toBe("when");
  });
});

describe("The kind of answer asked for", () => {
  test.each<[AnswerKind, string[]]>([
    ["when", ["班车什么时候恢复?", "哪天开学", "when does the bus resume?", "버스는 언제 다시 운행하나요?"]],
    ["duration", ["几日放款?", "贷款多久能到账?", "需要几个小时", "how long does it take?", "며칠 동안 봉쇄되나요?"]],
    [
      "percent",
      [
        "复产率如何?",
        "占全省需求的多少",
        "复产率是多少?",
        "恢复了几成",
        "what percentage has resumed?",
        "抗疫贷利息是多少?",
        "开门的比例有多高?",
        "재개율은 몇 %입니까?",
      ],
    ],
    [
      "money",
      ["贷款多少元?", "票价是多少", "服务费一个月多少?", "几块钱一张", "how much is the fare?", "요금은 얼마입니까?"],
    ],
    [
      "number",
      [
        "两张桌子隔多远",
        "零下几度",
        "要几份材料",
        "酒精 日产量",
        "천연가스는 모두 얼마예요?",
        "有多少户企业复产?",
        "几条线路",
        "how many firms have resumed?",
        "노선이 몇 개 있나요?",
      ],
    ],
    ["telephone", ["咨询电话是多少?", "what is the phone number?", "전화번호가 뭐예요?"]],
    ["address", ["在哪个平台买票?", "which app sells tickets?", "어떤 앱으로 예매하나요?"]],
    ["who", ["谁提供贷款?", "who gives the loan?", "마스크를 만드는 회사는 어디예요?", "누가 대출을 주나요?"]],
    ["where", ["在哪里消毒?", "where is it disinfected?", "어디에서 소독하나요?"]],
    ["how", ["发热的人如何处理?", "因特殊原因无法报销的如何办理?"]],
    ["what", ["解锁方式修改为什么形式了?"]],
    ["list", ["In what areas was it helped when it switched?"]],
    ["why", ["为什么停运?", "why was it stopped?", "왜 멈췄나요?"]],
    ["how", ["怎么办理?", "how do I apply?", "어떻게 신청하나요?"]],
    ["yesno", ["班车恢复了吗?", "is the bus running?", "버스가 다니나요?"]],
    ["list", ["有哪些措施?", "what measures are there?"]],
    ["what", ["复工复产", "the bus", "产能恢复得怎么样了"]],
  ])("is %s in %j", (kind, questions) => {
    expect(questions.map((question) => answerKind(foldQuestion(question)))).toEqual(questions.map(() => kind));
  });

  test("is read off the last word of bare keywords", () => {
    expect(answerKind("桦甸 班车 恢复 时间")).toBe("when");
    expect(answerKind("延边 复产率")).toBe("percent");
  });
});

describe("The two ends of a line", () => {
  test.each([
    "吉林到桦甸的班车",
    "吉林至樺甸班車",
    "從吉林開往樺甸",
    "the Jilin–Huadian bus",
    "a bus from jilin to huadian",
    "jilin huadian",
    "지린-화뎬 버스",
    "지린에서 화뎬까지",
  ])("are found in %j", (question) => {
    expect(firstOf(`${question}?`).places.map(({ name }) => name)).toEqual(["吉林", "桦甸"]);
  });
});

describe("Typing errors", () => {
  test.each([
    ["吉林到华甸的班车什么时候恢复", "吉林到桦甸的班车什么时候恢复"],
    ["吉林到桦店的班车", "吉林到桦甸的班车"],
    ["政策性代款多少", "政策性贷款多少"],
  ])("by sound in %j are put right by what the articles hold", (typed, meant) => {
    expect(firstOf(typed).folded).toBe(meant);
  });

  test.each(["长春的地铁恢复了吗", "蛟河的班车什么时候恢复", "今天天气怎么样"])(
    "are not seen in what the articles do not speak of: %j",
    (question) => {
      expect(firstOf(question).folded).toBe(question);
    },
  );
});

test("English words are put right where one slip makes a known one of them, and real words are left", () => {
  expect(firstOf("how mny enterprizes?").folded).toBe("how many enterprises?");
  expect(firstOf("print the statemint").folded).toContain("print");
});

test("Common words are no typing errors, though no article holds them", () => {
  expect(firstOf("口罩数到哪天为止").folded).toBe("口罩数到哪天为止");
});

test("What the articles hold is no typing error, however more often they hold what sounds alike", () => {
  expect(firstOf("职工有哪些权利").folded).toBe("职工有哪些权利");
});

describe("A follow-up", () => {
  const before = ["吉林到桦甸的班车什么时候恢复?"];

  test("takes over what it leaves out: the places, and what is asked", () => {
    const question = firstOf("那票价呢?", before);
    expect(question.places.map(({ name }) => name)).toEqual(["吉林", "桦甸"]);
    expect(firstOf("蛟河呢?", before)).toMatchObject({ kind: "when", places: [{ name: "蛟河" }] });
  });

  test("about others is not about the same", () => {
    for (const question of ["其他线路呢?", "and the other lines?"])
      expect(firstOf(question, before).places).toEqual([]);
  });

  test("is none where the question names its own subject", () => {
    const question = "延边州的重点企业复产率达到了多少?";
    expect(firstOf(question, before)).toEqual(firstOf(question));
  });
});

describe("Several questions in one message", () => {
  test.each([
    ["班车什么时候恢复?票价多少?", 2],
    ["when does the bus resume and how much is the fare?", 2],
    ["口罩日产多少,防护服日产多少?", 2],
    ["버스는 언제 재개하고 요금은 얼마입니까?", 2],
    ["你好,请问吉林到桦甸的班车什么时候恢复?谢谢", 1],
    ["我在吉林,桦甸的班车,什么时候恢复", 1],
    ["包车几辆专列几趟,接回多少人", 3],
    ["一共几条国道几条县道", 2],
    ["发了几部测温仪同几吨消毒液", 2],
    ["放了多少车,收没收钱", 2],
    ["开工企业多少户 未复产多少户", 2],
    ["16条举措涉及多少财政资金", 1],
    ["出租车消毒点是跟哪个组织一起搞的?", 1],
    ["桦甸班车哪天开跟怎么买票", 2],
  ])("%j asks so many: %i", (message, count) => {
    expect(splitParts(foldQuestion(message))).toHaveLength(count);
  });

  test("are read up to four", () => {
    expect(splitParts("什么时候?".repeat(100))).toHaveLength(4);
  });
});

describe("Small talk", () => {
  test.each<[Smalltalk, string[]]>([
    ["greeting", ["你好", "您好!", "Hello!", "안녕하세요"]],
    ["thanks", ["谢谢你", "多謝!", "Thanks a lot", "감사합니다."]],
    ["farewell", ["再见", "Bye", "안녕히 계세요"]],
    ["about", ["你是谁?", "Who are you?", "누구세요?"]],
  ])("is known as %s: %j", (kind, messages) => {
    expect(messages.map((message) => smalltalkOf(fold(message)))).toEqual(messages.map(() => kind));
  });

  test("with a question after it is a question", () => {
    for (const message of ["你好,班车什么时候恢复?", "thanks, and the fare?", "안녕하세요, 버스는 언제 다니나요?"])
      expect(smalltalkOf(fold(message))).toBeNull();
  });
});

describe("What a question is about", () => {
  const askedFrom = (question: string) => {
    const { folded, askedFrom: from } = understand(question).parts[0]!;
    return folded.slice(from);
  };

  test("is said in the last clauses that name two things, whatever is said out of politeness after them", () => {
    expect(askedFrom("我们厂做防护用品的,账上没钱了,有个抗疫贷,最快多久能拿到?")).toBe("有个抗疫贷,最快多久能拿到?");
    expect(askedFrom("老人病了,着急回桦甸,班车票在手机上怎么订?谢谢,麻烦了")).toMatch(/^班车票在手机上怎么订/u);
  });

  test.each([",吉林到桦甸的班车", ",,,,班车", ",a,b"])("is found in %j, which begins with a comma", (question) => {
    expect(askedFrom(question)).toBeTypeOf("string");
  });

  test("may be a county by its short name when that is all it can be", () => {
    expect(understand("嵊州复工率是多少").parts[0]!.places.map(({ name }) => name)).toEqual(["嵊州"]);
  });

  test("is a county by its bare name where the articles name it in full, and no word that stands in more of them", () => {
    const { understand: read } = inMemory([
      article("districts", "柯桥区复工率为79.3%。"),
      ...Array.from({ length: 9 }, (_, at) => article(`resources-${at}`, `人力资源部门第${at}号。`)),
      article("county", "资源县复工。"),
    ]);
    const placesIn = (question: string) => read(question).parts[0]!.places.map(({ name }) => name);
    expect(placesIn("招工人柯桥补多少钱")).toEqual(["柯桥"]);
    expect(placesIn("人力资源部门有几个")).toEqual([]);
  });

  test("keeps its grammar when typing errors are put right", () => {
    expect(understand("末班车是几点?").parts[0]!.folded).toBe("末班车是几点?");
  });

  test("and its words, where what would come of them is none", () => {
    for (const question of ["出租车起步价是多少", "中石油供的气占几成"])
      expect(understand(question).parts[0]!.folded).toBe(question);
  });
});
