/** Alternatives of which one or some are right. */
export interface Choice {
  question: string;
  weight: number;
  /** Choices of one group are alike: what is fitted on one must not be judged by another. Default: the question. */
  group?: string;
  options: readonly { features: readonly number[]; isRight: boolean; text: string }[];
}

const STEPS = 600;
/** Step length and moment decays of Adam (Kingma and Ba 2015). */
const STEP_LENGTH = 0.03;
const DECAYS = [0.9, 0.999] as const;

/**
 * The weights of a conditional logit (McFadden 1974): the probability of an option is the softmax of its score among those of
 * its choice; several may be right. `penalty`: L2 on the distance from `prior`, on features scaled to unit deviation, per
 * choice. Deterministic.
 */
export function fitConditionalLogit(choices: readonly Choice[], prior: readonly number[], penalty: number): number[] {
  const scale = prior.map((_, feature) => deviation(choices, feature));
  const start = prior.map((weight, feature) => weight * scale[feature]!);
  const rows = choices.map(({ options }) =>
    options.map(({ features }) => features.map((value, feature) => value / scale[feature]!)),
  );
  const weights = [...start];
  const [first, second] = [weights.map(() => 0), weights.map(() => 0)];
  const mass = choices.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, feature) => penalty * mass * (weight - start[feature]!));
    for (const [at, choice] of choices.entries()) addGradient(gradient, rows[at]!, choice, weights);
    for (const [feature, raw] of gradient.entries()) {
      const slope = raw / mass;
      first[feature] = DECAYS[0] * first[feature]! + (1 - DECAYS[0]) * slope;
      second[feature] = DECAYS[1] * second[feature]! + (1 - DECAYS[1]) * slope ** 2;
      const mean = first[feature] / (1 - DECAYS[0] ** step);
      const spread = Math.sqrt(second[feature] / (1 - DECAYS[1] ** step));
      weights[feature]! -= (STEP_LENGTH * mean) / (spread + 1e-8);
    }
  }
  return weights.map((weight, feature) => weight / scale[feature]!);
}

/** Mean deviation of a feature within the choices. */
function deviation(choices: readonly Choice[], feature: number): number {
  let [sum, count] = [0, 0];
  for (const { options } of choices) {
    const mean = options.reduce((total, { features }) => total + features[feature]!, 0) / options.length;
    for (const { features } of options) sum += (features[feature]! - mean) ** 2;
    count += options.length;
  }
  return Math.sqrt(sum / Math.max(1, count)) || 1;
}

/** Adds the gradient of −log of the probability of the right options. */
function addGradient(gradient: number[], rows: number[][], { options, weight }: Choice, weights: number[]): void {
  const scores = rows.map((row) => row.reduce((sum, value, feature) => sum + value * weights[feature]!, 0));
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const all = odds.reduce((sum, one) => sum + one, 0);
  const right = odds.reduce((sum, one, at) => sum + (options[at]!.isRight ? one : 0), 0);
  for (const [at, row] of rows.entries()) {
    const pull = weight * (odds[at]! / all - (options[at]!.isRight ? odds[at]! / right : 0));
    for (const [feature, value] of row.entries()) gradient[feature]! += pull * value;
  }
}

/** The option that each choice falls on by weights fitted on the choices of other groups. */
export function crossValidateChoices(
  choices: readonly Choice[],
  fit: (choices: readonly Choice[]) => number[],
  folds = 5,
): Choice["options"][number][] {
  const groups = [...new Set(choices.map(groupOf))];
  const foldOf = (choice: Choice) => groups.indexOf(groupOf(choice)) % folds;
  const fitted = Array.from({ length: folds }, (_, fold) => fit(choices.filter((choice) => foldOf(choice) !== fold)));
  return choices.map((choice) => bestOption(choice, fitted[foldOf(choice)]!));
}

function groupOf({ group, question }: Choice): string {
  return group ?? question;
}

function bestOption({ options }: Choice, weights: readonly number[]): Choice["options"][number] {
  const score = (features: readonly number[]) =>
    features.reduce((sum, value, feature) => sum + value * weights[feature]!, 0);
  return options.reduce((best, one) => (score(one.features) > score(best.features) ? one : best));
}
