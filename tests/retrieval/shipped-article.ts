import { readFileSync } from "node:fs";
import { article } from "../evaluation/fakes.ts";

const FILE = new URL("../../corpus/articles/jilin-resumption-2020.md", import.meta.url);

/** The article that ships, without the fields that its answers do not depend on. */
export const SHIPPED = {
  ...article("jilin-resumption-2020", readFileSync(FILE, "utf8").split("---\n")[2]!),
  title: "有序有力复工复产 吉林省各地各部门坚持防控生产“两手抓”",
  source: "吉林日报",
  published: "2023-08-01",
};
