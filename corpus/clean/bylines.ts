/** The commonest surnames, which hold more than nine names in ten; the compound ones first. */
const SURNAMES =
  "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|端木|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺慕危玉银亢嵇公哈湛宾戎勾茅利呼居揭干尉冶斯元束檀衣信阴昝智幸奉植衡富尧闭由代]";
/** A given name does not end like the name of a place or an office, such as 高新区. */
const NAME = `(?:${SURNAMES})\\p{Script=Han}{0,1}[^\\P{Script=Han}省市县区州乡镇局厅部委办院校网社报]`;
const ROLE = "(?:本报|本刊|特约|实习|全媒体|首席|见习)*(?:记者|通讯员|评论员|实习生|编辑|作者|文|图|摄影|供稿)";
const GAP = "[\\s\\u3000、,，/:：]*";
const NAMES = `(?:${ROLE}${GAP})*${NAME}(?:[\\s\\u3000、,，/]+(?:${ROLE}${GAP})*${NAME})*`;
const SUFFIX = `${GAP}(?:报道|摄影报道|综合报道|文\\/图|摄影|摄)?`;

/** In brackets at the very end, after the end of a sentence: what stands inside a sentence belongs to it. */
const AT_END = new RegExp(`(?<=[。！？!?”"」』…])\\s*[（(]\\s*(?<names>${NAMES})${SUFFIX}\\s*[)）]$`, "u");
/** A line of its own needs the brackets or the role: 本报记者 王秋月. */
const ALONE = new RegExp(
  `^(?:[（(]\\s*(?<inside>${NAMES})${SUFFIX}\\s*[)）]|${ROLE}${GAP}(?<names>${NAMES})${SUFFIX})$`,
  "u",
);
const ROLES = new RegExp(`${ROLE}${GAP}`, "gu");

export interface Byline {
  /** The paragraph without its byline; empty where it was nothing else. */
  text: string;
  names: string[];
}

/** Takes the reporters' names off the end of a paragraph, such as `……基础。(王秋月)`. */
export function takeByline(paragraph: string): Byline {
  const alone = ALONE.exec(paragraph)?.groups;
  if (alone) return { text: "", names: splitNames(alone.inside ?? alone.names!) };
  const end = AT_END.exec(paragraph);
  if (!end) return { text: paragraph, names: [] };
  return { text: paragraph.slice(0, end.index), names: splitNames(end.groups!.names!) };
}

function splitNames(names: string): string[] {
  return names
    .replace(ROLES, " ")
    .split(/[\s\u3000、,，/]+/u)
    .filter((name) => name !== "");
}
