/** Pairs of a radical of the supplement and the character that it is (Unicode, EquivalentUnifiedIdeograph), where it is one. */
const SUPPLEMENT =
  "⺁厂⺄乙⺈刀⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺗心⺜日⺝月⺟母⺠民⺧牛⺩王⺪疋⺫目⺬示⺮竹⺶羊⺷羊⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";
const CHARACTERS = new Map(SUPPLEMENT.match(/../gu)!.map((pair) => [pair.slice(0, 1), pair.slice(1)]));

/**
 * The text with characters in place of radicals that look the same. PDF files of Chrome, LibreOffice and others say
 * 2⽉17⽇ and 班⻋ in radicals, since the font draws both with one shape; nobody can ask for that.
 */
export function radicalsAsCharacters(text: string): string {
  return text.replaceAll(/[\u2e80-\u2fd5]/g, (radical) => CHARACTERS.get(radical) ?? radical.normalize("NFKC"));
}
