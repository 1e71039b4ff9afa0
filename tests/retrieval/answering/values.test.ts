import { describe, expect, test } from "vitest";
import { article } from "../../evaluation/fakes.ts";
import { inMemory } from "../answer-in-memory.ts";
import { SHIPPED } from "../shipped-article.ts";

const { answer } = inMemory([SHIPPED]);
const said = (question: string, history?: string[]) =>
  answer(history === undefined ? question : { question, history }).answer;

describe("A value that is asked for is said first, with its unit", () => {
  test.each([
    ["吉林到桦甸的班车什么时候恢复?", "2月17日"],
    ["二道区规上工业企业复工了多少户?", "28户"],
    ["延边州的复产率达到多少?", "51.5%"],
    ["定制公交线路有几条?", "5条"],
    ["协调了多少增量气?", "50万方"],
    ["高速出口什么时候解除封闭?", "2月9日12时"],
    ["抗疫贷多久能发放?", "24小时内"],
    ["金达莱争取到多少无息贷款?", "50万元"],
    ["中石油吉林分公司送了多少气?", "2.8亿方"],
    ["How many key commercial enterprises are there in Erdao District?", "93"],
    ["‘싼자오’ 프로젝트를 위해 몇 개의 문제를 해결했나요?", "22"],
  ])("%s %s", (question, value) => {
    expect(said(question).startsWith(value)).toBe(true);
  });

  test.each([
    ["几条国道经由吉林市?", "6条"],
    ["几条省道经由吉林市?", "9条"],
    ["几条县道经由吉林市?", "28条"],
  ])("and of several in one sentence it is the one of the thing asked about: %s", (question, value) => {
    expect(said(question)).toContain(value);
  });

  test("and all of them where one of each is asked for", () => {
    const all = said("国道、省道、县道各有几条?");
    for (const value of ["6条", "9条", "28条"]) expect(all).toContain(value);
  });

  test("and never a year where a number of something is asked for", () => {
    const { answer: ask } = inMemory([article("fees", "疑似患者医疗费用自2020年起可以报销。门诊费用另行规定。")]);
    expect(ask("疑似患者医疗费用可以报销多少?").answer).not.toMatch(/^2020年/u);
  });

  test("and that of a bond, whatever banks are named beside it", () => {
    const { answer: ask } = inMemory([
      article(
        "bond",
        "国开行发行“战疫专题债券”。其中,面向境内银行间债券市场发行规模80亿元;通过电子渠道向社会公众零售55亿元。",
      ),
    ]);
    expect(ask("“战疫专题债券”面向境内银行间债券市场发行规模是多少?").answer).toMatch(/^80亿元/u);
  });

  const SCHOOLS = inMemory([
    article(
      "schools",
      "市教育局3月9日公布春季学期开学安排:高三年级3月16日开学。小学四至六年级4月7日开学,小学一至三年级4月13日开学。" +
        "幼儿园开学时间另行通知。",
    ),
  ]);

  test.each([
    ["小学五年级什么时候开学?", "4月7日"],
    ["小学二年级什么时候开学?", "4月13日"],
    ["高三什么时候开学?", "3月16日"],
  ])("and ranges and the day of the news are told from it: %s %s", (question, value) => {
    expect(SCHOOLS.answer(question).answer.startsWith(value)).toBe(true);
  });

  test("and what is told later has no date of what is told before it", () => {
    expect(SCHOOLS.answer("幼儿园什么时候开学?").answer).not.toContain("4月");
  });

  test("and «respectively» gives each of two lines its own", () => {
    const lines = inMemory([
      article("lines", "12月3日起,洛阳至郑州、洛阳至三门峡班线恢复,每天分别发车12班和6班。其他班线恢复时间另行通知。"),
    ]);
    expect(lines.answer("洛阳到三门峡的班车一天几班?").answer).toContain("6班");
    expect(lines.answer("洛阳到三门峡的班车一天几班?").answer).not.toContain("12班");
    expect(lines.answer("洛阳到郑州的班车一天几班?").answer).toContain("12班");
  });

  test("and when closed exits opened is not when they were closed, in any language", () => {
    expect(said("When were the closed expressway exits opened again?")).toContain("February 9");
    expect(said("고속도로 출구 봉쇄는 언제 풀렸어요?")).toContain("2월 9일");
    expect(said("高速出口是哪天封上的?")).toContain("2月1日");
  });

  test("and what is not done is told from what is done", () => {
    expect(said("延边州有多少户企业未复产?")).toContain("133户");
    expect(said("延边州有多少户企业已开工?")).toContain("141户");
  });

  test("and its words are the ones marked in the quote", () => {
    const [citation] = answer("吉林到桦甸的班车什么时候恢复?").citations;
    expect(citation!.marks.map(([from, to]) => citation!.quote.slice(from, to))).toEqual(["2月17日"]);
  });
});

describe("A date is said in the asker's way beside the source's words", () => {
  test.each([
    ["吉林到桦甸的班车什么时候恢复?", /^2月17日$/],
    ["吉林到樺甸的班車什麼時候恢復?", /^2月17日$/],
    ["when does the Jilin–Huadian bus resume?", /^February 17 \(2月17日\)$/],
    ["지린-화뎬 버스는 언제 다시 운행하나요?", /^2월 17일 \(2月17日\)$/],
  ])("%s", (question, expected) => {
    expect(said(question)).toMatch(expected);
  });

  test("with its year where the source states one, and with none where it does not", () => {
    const question = "when does the Jilin–Huadian bus resume?";
    const told = (date: string) =>
      inMemory([article("a", `吉林至桦甸班车将于${date}恢复运营。`)]).answer(question).answer;
    expect(told("2020年3月5日")).toBe("March 5, 2020 (2020年3月5日)");
    expect(told("3月5日")).toBe("March 5 (3月5日)");
    // Not even of the article's own date.
    for (const asked of [question, "吉林到桦甸的班车什么时候恢复?"]) expect(said(asked)).not.toMatch(/\d{4}/);
  });

  test("and a figure says of when it is", () => {
    expect(said("延边州的复产率达到多少?")).toContain("截至2月14日");
    expect(said("what is the production resumption rate of Yanbian?")).toContain("February 14");
  });
});

describe("Figures that differ for the same thing", () => {
  test("are both given, each with its quote, and that they differ", () => {
    const { conflict, answer: both, citations } = answer("延边50户重点企业有多少户复产?");
    expect(conflict).toBe(true);
    for (const figure of ["33户", "30户"]) expect(both).toContain(figure);
    const cited = citations.map(({ quote }) => /33户|30户/.exec(quote)?.[0]);
    expect(new Set(cited)).toEqual(new Set(["30户", "33户"]));
  });

  test("are no conflict where they are of different things", () => {
    for (const question of ["二道区规上工业企业复工了多少户?", "定制公交线路有几条?", "金达莱争取到多少无息贷款?"])
      expect(answer(question).conflict).toBe(false);
  });
});

describe("A conversation", () => {
  const before = ["吉林到桦甸的班车什么时候恢复?"];

  test("goes on where it was", () => {
    expect(answer({ question: "在哪里买票?", history: before }).text).toContain("出行365");
    expect(said("其他线路呢?", before)).toContain("其他客运班线");
  });

  test("answers each of several questions in one message", () => {
    const both = said("吉林到桦甸的班车什么时候恢复?定制公交线路有几条?");
    for (const value of ["2月17日", "5条"]) expect(both).toContain(value);
  });

  test("says of several questions that one has no answer", () => {
    const { status, answer: one } = answer("吉林到桦甸的班车什么时候恢复?火车票多少钱?");
    expect(status).toBe("partial");
    expect(one).toContain("2月17日");
    expect(one).not.toMatch(/\d+元/);
    expect(said("when does the Jilin–Huadian bus resume? when do flights resume?")).toMatch(
      /^February 17 [^.]+\. The /,
    );
  });
});
