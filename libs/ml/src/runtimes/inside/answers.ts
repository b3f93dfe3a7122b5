import { Unfit } from './table.ts';

/** What a run needs to know of its challenge, beside the files that students have. */
export interface About {
  readonly task: string;
  /** [negative, positive] of a binary challenge; empty of numbers. */
  readonly classes: readonly string[];
}

/** What a model said of some rows: a value each, texts each, or a row of values each. */
export interface Output {
  readonly values: readonly (number | bigint | string | boolean)[];
  readonly width: number;
}

export interface Answer {
  readonly prediction: string;
  /** Of the classes, in the challenge's order; none where the model gives none. */
  readonly probabilities: readonly number[];
}

/** The order in which scikit-learn and R have classes: numbers by value, texts by their letters' codes. */
export function inOrder(classes: readonly string[]): string[] {
  const numeric = classes.every((name) => name.trim() !== '' && !Number.isNaN(Number(name)));
  return [...classes].sort((a, b) =>
    numeric ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0,
  );
}

/**
 * Reads a model's outputs as predictions. A number for a regression. For classes: an output of one value per row that
 * is a text or a whole number is the class (or its place in their order); one of k values per row is their probabilities,
 * in the order of `inOrder`; one value between 0 and 1 alone is the probability of the positive class. Where there are
 * probabilities and no classes, the likeliest is the prediction.
 *
 * @throws Unfit where the outputs do not fit the task.
 */
export function answersOf(outputs: readonly Output[], rows: number, about: About): Answer[] {
  for (const { values, width } of outputs)
    if (values.length !== rows * width)
      throw new Unfit(`the model answered ${values.length / width} times for ${rows} rows`);
  return about.classes.length > 0
    ? classed(outputs, rows, about)
    : Array.from({ length: rows }, (_, row) => numeric(outputs[0], row, about.task));
}

function numeric(output: Output | undefined, row: number, task: string): Answer {
  if (output?.width !== 1)
    throw new Unfit(`${task} asks for one value per row; the model gives ${output?.width ?? 0}`);
  const value = output.values[row];
  return {
    prediction: String(typeof value === 'number' ? value : (value ?? '')),
    probabilities: [],
  };
}

function classed(outputs: readonly Output[], rows: number, { classes }: About): Answer[] {
  const order = inOrder(classes);
  const shares = outputs.find((output) => output.width === classes.length && output.width > 1);
  const single = outputs.filter(({ width }) => width === 1);
  const labels = single.find((output) => areLabels(output, order));
  const one =
    classes.length === 2 && !shares ? single.find((output) => areShares(output)) : undefined;
  if (!shares && !labels && !one)
    throw new Unfit(
      `the model gives ${outputs.map(({ width }) => width).join(' and ')} values per row; asked for is a class, ` +
        `or the probabilities of the ${classes.length} classes in this order: ${order.join(', ')}`,
    );
  return Array.from({ length: rows }, (_, row) => {
    const probabilities = shares
      ? classes.map((name) => Number(shares.values[row * shares.width + order.indexOf(name)]))
      : one
        ? [1 - Number(one.values[row]), Number(one.values[row])]
        : [];
    const prediction = labels
      ? labelOf(labels.values[row], order)
      : (classes[likeliest(probabilities)] ?? '');
    return { prediction, probabilities };
  });
}

function likeliest(probabilities: readonly number[]): number {
  let best = 0;
  // At a tie of two the positive class, as scikit-learn's `p >= 0.5` has it.
  for (const [at, value] of probabilities.entries())
    if (
      value > (probabilities[best] ?? 0) ||
      (value === probabilities[best] && probabilities.length === 2)
    )
      best = at;
  return best;
}

function areShares({ values }: Output): boolean {
  for (const value of values) {
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) return false;
  }
  return true;
}

function areLabels({ values }: Output, order: readonly string[]): boolean {
  for (const value of values) {
    if (typeof value === 'number' && !Number.isInteger(value)) return false;
    if (labelOf(value, order) === '') return false;
  }
  return true;
}

/** '' where it is none of the classes. */
function labelOf(
  value: number | bigint | string | boolean | undefined,
  order: readonly string[],
): string {
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value);
  if (order.includes(text)) return text;
  const alike = order.find((name) => typeof value !== 'string' && Number(name) === Number(value));
  if (alike !== undefined && alike !== '') return alike;
  const numbers = order.some((name) => !Number.isNaN(Number(name)));
  return numbers || typeof value === 'string' ? '' : (order[Number(value)] ?? '');
}
