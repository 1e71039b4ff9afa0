/** 建设银行, 协和医院: one of its kind, told by the two characters before it. */
const ORGANISATION = /([\u4e00-\u9fff]{2})(?:银行|大学|医院|机场|学院)/gu;
/** 拉波尼服饰, 风华制衣: a firm, whose trade may be said otherwise. */
const FIRM =
  /([\u4e00-\u9fff]{2})(?:服饰|服装|制衣|纺织|药业|制药|药厂|医疗器械|矿业|铜业|钢铁|水泥|水产|参业|食品|酒业|化工|电子|电器|新材料|科技|汽贸|集团|公司)/gu;
const NO_NAME =
  /生产|企业|消毒|防护|医用|医疗|防疫|口罩|烟草|燃气|天然|公交|客运|出租|重点|工业|规上|规模|上市|物资|外贸|商贸|本市|全市|[哪家什么的个些各大所有在到去是给向从和与及这那该本每几多少商业人民定点对等把被按于由局]|鼓励|引导|支持|要求|推动|督促|协调|组织/u;

/** The banks, hospitals and firms that a folded question names: of a firm what stands before its trade. */
export function namedOrganisations(folded: string): string[] {
  const named = (form: RegExp) => Array.from(folded.matchAll(form)).filter(([, name]) => !NO_NAME.test(name!));
  return [...named(ORGANISATION).map(([whole]) => whole), ...named(FIRM).map(([, name]) => name!)];
}
