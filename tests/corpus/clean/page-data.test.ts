import { expect, it } from "vitest";
import { readPageData } from "../../../corpus/clean/page-data.ts";

it.each([
  ["2023-8-1 03:36| 发布者: 贺老师| 查看: 306| 评论: 0", null, "2023-08-01"],
  ["来源:吉林日报", "吉林日报", null],
  ["发布时间:2020-02-16 09:30 来源:吉林市交通运输局 浏览次数:123 字号:[大 中 小]", "吉林市交通运输局", "2020-02-16"],
  ["来源： 吉林日报　作者： 李婷 李金铭　2020年02月16日 08:12", "吉林日报", "2020-02-16"],
  ["2月16日 来源:吉林日报", "吉林日报", null],
  ["日期:2020/2/16", null, "2020-02-16"],
  ["2020年2月16日", null, "2020-02-16"],
  ["Source: Jilin Daily", "Jilin Daily", null],
])("reads %s", (line, source, published) => {
  expect(readPageData(line)).toEqual({ source, published });
});

it.each([
  "时间:2月17日8时",
  "回复:可以通过手机预订车票",
  "吉林市2020年2月16日恢复客运班线",
  "2月17日",
  "吉政发〔2020〕3号",
  "来源不明的物资不得使用。",
  "地点:吉林市客运站",
])("takes %s for text", (line) => {
  expect(readPageData(line)).toBeNull();
});
