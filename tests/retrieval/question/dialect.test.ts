import { expect, test } from "vitest";
import { inStandardWords } from "../../../retrieval/question/dialect.ts";

test.each([
  ["买了票走不了咋办,能退不", "买了票走不了怎么办,能退不"],
  ["厂里吃饭咋整,有没有要求", "厂里吃饭怎么办,有没有要求"],
  ["班车咋还没通", "班车为什么还没通"],
  ["产能恢复得咋样了", "产能恢复得怎么样了"],
  ["遵义好久开学", "遵义什么时候开学"],
  ["好久没开学了", "好久没开学了"],
  ["公交一天消几回毒", "公交一天消毒几回"],
  ["抗疫贷怎么申请", "抗疫贷怎么申请"],
  ["通行证怎么办理", "通行证怎么办理"],
  ["票怎么买", "票怎么买 买票"],
  ["包车的钱谁出", "包车的钱谁出钱"],
  ["点样订飞", "怎么订票"],
  ["초등학교 1학년은 언제", "小学 1年级은 언제"],
  ["how mny buses", "how many buses"],
  ["how may i apply", "how may i apply"],
])("%s is said as %s", (said, standard) => {
  expect(inStandardWords(said)).toBe(standard);
});
