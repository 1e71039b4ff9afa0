import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { createDocumentReader } from "../../../corpus/readers/read-document.ts";

const reader = createDocumentReader();
const TITLE = "吉林市交通运输局关于有序恢复道路客运的通知";
const FIRST = "自2月20日起，全市城区公交线路恢复运营，首班车6时，末班车19时，乘客须佩戴口罩并扫码乘车。";
const SECOND = "客运班线分批恢复，吉林至蛟河、吉林至舒兰班线自2月22日起恢复，每日发班不少于4个班次。";
const BODY = `${FIRST}\n\n${SECOND}`;
const PARAGRAPHS = `<p>　　${FIRST}</p><p>　　${SECOND}</p>`;

async function read(html: string, encoding = "utf-8") {
  return await reader.read({ bytes: iconv.encode(html, encoding), name: "page" });
}

it("reads an article of WeChat, whose text is hidden until a script has run", async () => {
  const draft = await read(`<!DOCTYPE html><html><head><meta property="og:title" content="${TITLE}">
    <meta property="og:site_name" content="微信公众平台"></head><body><div id="img-content"><h1 id="activity-name">${TITLE}</h1>
    <div id="meta_content"><span>宣传科</span> <a id="js_name"> 吉林市交通发布 </a><div style="display:none;">微信号 jlsjt</div><em id="publish_time"></em></div>
    <div id="js_content" style="visibility: hidden; opacity: 0;"><section>${PARAGRAPHS}</section><p>END</p><p>编辑：小王</p>
    <p>点击下方“阅读原文”查看更多</p></div><script>var ct = "1582041600";</script></div><div>微信扫一扫 关注该公众号</div><div>继续滑动看下一个</div></body></html>`);
  // The second before midnight in London is the next day in China.
  expect(draft).toMatchObject({ title: TITLE, source: "吉林市交通发布", published: "2020-02-19", body: BODY });
});

it("takes source and date from the table above a government's document", async () => {
  const draft = await read(`<html><head><title>${TITLE}</title></head><body>
    <table><tr><td>索 引 号：</td><td>112202000135/2020-00123</td><td>分　　类：</td><td>交通；通知</td></tr>
    <tr><td>发文机关：</td><td>吉林市交通运输局</td><td>成文日期：</td><td>2020年02月17日</td></tr>
    <tr><td>标　　题：</td><td>${TITLE}</td></tr>
    <tr><td>发文字号：</td><td>吉市交发〔2020〕12号</td><td>发布日期：</td><td>2020年02月18日</td></tr></table>
    <h1>${TITLE}</h1><p>字体：【大 中 小】 打印</p><p>吉市交发〔2020〕12号</p>${PARAGRAPHS}<p>2020年2月17日</p></body></html>`);
  expect(draft).toMatchObject({
    title: TITLE,
    source: "吉林市交通运输局",
    published: "2020-02-18",
    dated: "2020-02-17",
  });
  expect(draft.body).toBe(`吉市交发〔2020〕12号\n\n${BODY}\n\n2020年2月17日`);
});

it.each(["\n-新华网", "_新闻频道_某某网", " - 某某政府", "-某某市人民政府", "--吉林频道--人民网", " | 聯合新聞網"])(
  "leaves the site's name out of a window's title that ends in %j",
  async (site) => {
    const html = `<html><head><title>\n吉林-桦甸：班线有序恢复${site}</title></head><body>${PARAGRAPHS}</body></html>`;
    expect((await read(html)).title).toBe("吉林-桦甸：班线有序恢复");
  },
);

it("takes the label off a source, and reads GB18030 in a page that says GB2312", async () => {
  const html = `<html><head><meta charset="GB2312"><meta name="source" content="来源：人民网"><title>${TITLE}</title></head>
    <body>${PARAGRAPHS}<p>© 某某路㐀号的乘客同样须佩戴口罩，并扫码乘车。</p></body></html>`;
  const draft = await read(html, "gb18030");
  expect(draft).toMatchObject({ source: "人民网" });
  expect(draft.body).toContain("© 某某路㐀号");
});

it("knows the line of date and reporter above a report from Taiwan", async () => {
  const draft = await read(
    `<html><head><title>公車恢復營運</title></head><body><h1>公車恢復營運</h1><p>2020-02-19 08:15 某某新聞網 記者王小明／台北報導</p>${PARAGRAPHS}</body></html>`,
  );
  expect(draft).toMatchObject({ source: null, published: "2020-02-19", body: BODY });
});
