/** Words for powers of ten in three ways of writing, as numbers. */
const SCALES: Record<string, number> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  mln: 1e6,
  billion: 1e9,
  bn: 1e9,
  만: 1e4,
  억: 1e8,
  w: 1e4,
};

const SCALED = /(?<![\d.,a-z])(\d+(?:\.\d+)?) ?(thousand|million|mln|billion|bn|[kw](?![a-z])|만|억)/gu;
const EOK_MAN = /(?<![\d.,])(\d+)억 ?(\d)천만/gu;
const GROUPED = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d)/gu;
/** Round numbers in figures alone; what is not round may be a telephone number or a code. */
const ROUND = /(?<![\d.,-])\d{2,}0{3}(?![\d.,])/gu;

/** Large amounts as Chinese texts write them: 500,000, 270 thousand and 27만 become 50万 and 27万, 2.3억 2.3亿. */
export function inChineseAmounts(folded: string): string {
  return folded
    .replace(EOK_MAN, (_, hundreds: string, tens: string) => `${hundreds}.${tens}亿`)
    .replace(SCALED, (_, number: string, scale: string) => inTenThousands(Number(number) * SCALES[scale]!))
    .replace(GROUPED, (number) => inTenThousands(Number(number.replaceAll(",", ""))))
    .replace(ROUND, (number) => inTenThousands(Number(number)));
}

function inTenThousands(number: number): string {
  if (number >= 1e8) return `${rounded(number / 1e8)}亿`;
  return number >= 1e4 ? `${rounded(number / 1e4)}万` : rounded(number);
}

/** Without what doubles add: 2.3, not 2.3000000000000003. */
function rounded(number: number): string {
  return String(Number(number.toPrecision(12)));
}
