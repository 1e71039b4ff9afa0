import { expect, it } from "vitest";
import { cleanPage } from "../../../corpus/clean/clean.ts";
import { readText } from "../../../corpus/readers/text.ts";

const P1 = "为满足百姓出行,市交通运输局将于2月17日率先开通吉林至桦甸班车,目前旅客可通过手机APP预订17日及以后车票。";
const P2 = "其他客运班线根据疫情发展情况陆续恢复运营,具体恢复时间由市交通运输局另行通知,请旅客留意车站公告。";
const P3 = "请广大旅客出行时佩戴口罩、配合测温、如实登记,不信谣、不传谣,共同做好疫情防控工作。";

const clean = (...lines: string[]) => cleanPage(readText(lines.join("\n\n")));

it("takes an official notice from a government site's page, salutation, clauses and signature included", () => {
  const cleaned = clean(
    "网站首页 政务公开 办事服务 互动交流",
    "您当前所在位置:首页 > 政务公开 > 通知公告",
    "吉林市交通运输局关于恢复部分客运班线的通知",
    "发布时间:2020-02-16 09:30 信息来源:吉林市交通运输局 浏览次数:1203次 字体:[大 中 小]",
    "吉市交发〔2020〕12号",
    "各县(市)区交通运输局,各客运企业:",
    P1,
    "一、恢复的班线",
    P2,
    "(一)乘车要求",
    P3,
    "二、车票",
    "1.网上购票:可以通过手机APP购买。",
    "2.车站购票:可以到车站窗口购买。",
    "附件:恢复班线时刻表",
    "吉林市交通运输局",
    "2020年2月15日",
    "(此件公开发布)",
    "打印 关闭",
    "相关阅读",
    "吉林市交通运输局关于暂停全部客运班线的通知",
    "主办单位:吉林市交通运输局 网站标识码:2202000001 吉ICP备05000000号",
  );
  expect(cleaned).toMatchObject({
    title: "吉林市交通运输局关于恢复部分客运班线的通知",
    source: "吉林市交通运输局",
    published: "2020-02-16",
    dated: "2020-02-15",
  });
  expect(cleaned.body.split("\n\n")).toEqual([
    "吉市交发〔2020〕12号",
    "各县(市)区交通运输局,各客运企业:",
    P1,
    "## 一、恢复的班线",
    P2,
    "### (一)乘车要求",
    P3,
    "## 二、车票",
    "1.网上购票:可以通过手机APP购买。",
    "2.车站购票:可以到车站窗口购买。",
    "附件:恢复班线时刻表",
    "吉林市交通运输局",
    "2020年2月15日",
    "(此件公开发布)",
  ]);
});

it("takes a report from a news site's page and keeps its reporters apart", () => {
  const cleaned = clean(
    "新闻 | 时政 | 社会 | 教育 | 健康",
    "客运班线陆续恢复",
    "2020年02月16日 08:12 来源： 吉林日报",
    "分享到：",
    `本报2月15日讯（记者 李婷）${P1}`,
    P2,
    `${P3}（本报记者 李婷 通讯员 李金铭）`,
    "[责任编辑:某某]",
    "责任编辑:某某",
    "网友评论",
    "终于等到了,真是太好了,我们一家人都盼着早点回去上班,谢谢你们的辛苦工作。",
  );
  expect(cleaned).toMatchObject({
    title: "客运班线陆续恢复",
    source: "吉林日报",
    published: "2020-02-16",
    dated: "2020-02-15",
    bylines: ["李婷", "李金铭"],
  });
  expect(cleaned.body).toBe([`本报2月15日讯（记者 李婷）${P1}`, P2, P3].join("\n\n"));
});

it("leaves words of furniture alone inside the text", () => {
  const prose = "旅客点击首页的“更多”,再点击“登录”,即可查看回复;版权所有者与本局无关,请勿转发谣言。";
  const { body } = clean("购票办法", P1, prose, "收到的回复如下:", P2);
  expect(body).toBe([P1, prose, "收到的回复如下:", P2].join("\n\n"));
});

it("takes a short line between prose for a heading, but no list, telephone number or date", () => {
  const list = ["桦甸", "蛟河", "舒兰"];
  const { body } = clean("客运通知", P1, "乘车要求", P2, "恢复的班线有:", ...list, P3, "咨询电话:0432-1234567", P1);
  const expected = [P1, "## 乘车要求", P2, "恢复的班线有:", ...list, P3, "咨询电话:0432-1234567", P1];
  expect(body.split("\n\n")).toEqual(expected);
});

it("removes short lines that come back, such as running heads", () => {
  const head = "吉林市疫情防控公告";
  expect(clean("客运通知", head, P1, head, P2, head, P3).body).toBe([P1, P2, P3].join("\n\n"));
});

it("keeps a post without prose", () => {
  const { title, body } = clean("班车恢复时间", "桦甸 2月17日", "蛟河 另行通知", "电话 12345");
  expect(title).toBe("班车恢复时间");
  expect(body.split("\n\n")).toEqual(["桦甸 2月17日", "蛟河 另行通知", "电话 12345"]);
});

it("reads the title of an English page and keeps its paragraphs", () => {
  const text =
    "The coach from Jilin to Huadian resumes on 17 February, and tickets can be booked with the app from today.";
  const cleaned = clean("Coaches to resume", "Source: Jilin Daily", text);
  expect(cleaned).toMatchObject({ title: "Coaches to resume", source: "Jilin Daily", language: "en", body: text });
});

it("tells the languages of its readers apart", () => {
  const languageOf = (text: string) => clean("title", text).language;
  expect(languageOf("為滿足百姓出行,該局將於2月17日率先開通吉林至樺甸班車。")).toBe("zh-Hant");
  expect(languageOf("지린에서 화뎬으로 가는 버스는 2월 17일에 다시 운행합니다.")).toBe("ko");
  expect(languageOf(P1)).toBe("zh");
});
