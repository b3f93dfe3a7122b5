import { ONE, type Ratio, ZERO, ratioOf, ratioOfDouble, readRatio } from './exact';

/**
 * The language of formulas: numbers, parameters, `+ - * / ^`, parentheses, and `min max round sqrt log exp abs`.
 * Also written `× · ÷ −`. A parser and an evaluator of our own: nothing of it is ever run as a program.
 */
export type FormulaFault =
  | 'formula-syntax'
  | 'formula-unknown-name'
  | 'formula-division-by-zero'
  | 'formula-domain'
  | 'formula-too-large'
  | 'formula-too-deep'
  | 'formula-too-long';

export type FormulaValue =
  | { readonly ok: true; readonly value: Ratio }
  | { readonly ok: false; readonly fault: FormulaFault; readonly at: string };

type Node =
  | { readonly kind: 'number'; readonly value: Ratio }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negative'; readonly of: Node }
  | {
      readonly kind: 'binary';
      readonly op: '+' | '-' | '*' | '/' | '^';
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Node[] };

class Refused extends Error {
  constructor(
    readonly fault: FormulaFault,
    readonly at: string,
  ) {
    super(fault);
  }
}

const LONGEST = 300;
const DEEPEST = 40;
/** Bits of a numerator or denominator; what grows beyond goes on as a double. */
const WIDEST_BITS = 2048;
const SPELLINGS: Readonly<Record<string, string>> = { '×': '*', '·': '*', '÷': '/', '−': '-' };
const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?|\.\d+)|([A-Za-z]\w*)|([-+*/^(),]))/iy;

/**
 * What a formula gives for these parameters. Exact while it can be: `+ - * /`, whole powers, min, max, round and abs of
 * ratios are ratios; sqrt, log (natural), exp and other powers go through a double and its shortest decimal.
 * Faults are named, with the piece of the formula where they are: syntax, unknown names, division by zero, a root or
 * logarithm outside its domain, numbers beyond a double, more than 300 characters, more than 40 levels.
 */
export function evaluate(formula: string, values: Readonly<Record<string, string>>): FormulaValue {
  try {
    return { ok: true, value: valueOf(parsed(formula), values) };
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    return { ok: false, fault: thrown.fault, at: thrown.at };
  }
}

function tokensOf(formula: string): string[] {
  if (formula.length > LONGEST) throw new Refused('formula-too-long', formula.slice(0, 20));
  const text = formula.replaceAll(/[×·÷−]/g, (sign) => SPELLINGS[sign]!).trimEnd();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const [found] = TOKEN.exec(text) ?? [];
    if (found === undefined) throw new Refused('formula-syntax', text.slice(from, from + 20));
    tokens.push(found.trim());
  }
  return tokens;
}

function parsed(formula: string): Node {
  const tokens = tokensOf(formula);
  let at = 0;
  let depth = 0;

  const refuse = (): never => {
    throw new Refused('formula-syntax', tokens.slice(at, at + 5).join(' ') || formula.slice(-20));
  };
  const take = (token: string): void => {
    if (tokens[at] !== token) refuse();
    at += 1;
  };
  const deeper = <T>(parse: () => T): T => {
    depth += 1;
    if (depth > DEEPEST) throw new Refused('formula-too-deep', tokens.slice(at, at + 5).join(' '));
    const node = parse();
    depth -= 1;
    return node;
  };

  const sum = (): Node => {
    let left = product();
    for (let op = tokens[at]; op === '+' || op === '-'; op = tokens[at]) {
      at += 1;
      left = { kind: 'binary', op, left, right: product() };
    }
    return left;
  };
  const product = (): Node => {
    let left = signed();
    for (let op = tokens[at]; op === '*' || op === '/'; op = tokens[at]) {
      at += 1;
      left = { kind: 'binary', op, left, right: signed() };
    }
    return left;
  };
  const signed = (): Node =>
    deeper(() => {
      if (tokens[at] === '+' || tokens[at] === '-') {
        const negative = tokens[at] === '-';
        at += 1;
        const of = signed();
        return negative ? { kind: 'negative', of } : of;
      }
      return power();
    });
  const power = (): Node => {
    const left = atom();
    if (tokens[at] !== '^') return left;
    at += 1;
    return { kind: 'binary', op: '^', left, right: signed() };
  };
  const atom = (): Node => {
    const token = tokens[at] ?? refuse();
    at += 1;
    if (token === '(') {
      const inner = sum();
      take(')');
      return inner;
    }
    if (/^[.\d]/.test(token)) return { kind: 'number', value: readRatio(token) ?? refuse() };
    if (!/^[A-Za-z]/.test(token)) {
      at -= 1;
      return refuse();
    }
    if (tokens[at] !== '(') return { kind: 'name', name: token };
    at += 1;
    const given = [sum()];
    while (tokens[at] === ',') {
      at += 1;
      given.push(sum());
    }
    take(')');
    return { kind: 'call', name: token, given };
  };

  const whole = sum();
  if (at < tokens.length) refuse();
  return whole;
}

function valueOf(node: Node, values: Readonly<Record<string, string>>): Ratio {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'name': {
      const value = Object.hasOwn(values, node.name) ? readRatio(values[node.name]!) : undefined;
      if (!value) throw new Refused('formula-unknown-name', node.name);
      return value;
    }
    case 'negative':
      return valueOf(node.of, values).neg();
    case 'binary':
      return bounded(binary(node.op, valueOf(node.left, values), valueOf(node.right, values)));
    case 'call':
      return bounded(
        called(
          node.name,
          node.given.map((each) => valueOf(each, values)),
        ),
      );
  }
}

function binary(op: '+' | '-' | '*' | '/' | '^', left: Ratio, right: Ratio): Ratio {
  switch (op) {
    case '+':
      return left.add(right);
    case '-':
      return left.sub(right);
    case '*':
      return left.mul(right);
    case '/':
      if (right.equals(ZERO)) throw new Refused('formula-division-by-zero', '/');
      return left.div(right);
    case '^':
      return raised(left, right);
  }
}

function raised(base: Ratio, exponent: Ratio): Ratio {
  if (base.equals(ZERO) && exponent.lt(ZERO)) throw new Refused('formula-division-by-zero', '^');
  if (exponent.d === 1n) {
    const times = Number(exponent.n);
    if (times * Math.max(bits(base.n), bits(base.d)) <= WIDEST_BITS) {
      const power = ratioOf(base.s ** exponent.n * base.n ** exponent.n, base.d ** exponent.n);
      return exponent.s < 0n ? ONE.div(power) : power;
    }
  }
  return fromDouble(base.valueOf() ** exponent.valueOf(), '^');
}

function called(name: string, given: readonly Ratio[]): Ratio {
  const [first, second] = given;
  if (!first) throw new Refused('formula-syntax', name);
  switch (name) {
    case 'min':
      return given.reduce((least, each) => (each.lt(least) ? each : least));
    case 'max':
      return given.reduce((most, each) => (each.gt(most) ? each : most));
    case 'round':
      if (given.length > 2) throw new Refused('formula-syntax', name);
      return rounded(first, second);
    case 'abs':
    case 'sqrt':
    case 'log':
    case 'exp':
      if (given.length > 1) throw new Refused('formula-syntax', name);
      return ofOne(name, first);
    default:
      throw new Refused('formula-unknown-name', name);
  }
}

/** Half away from zero, to 0 to 12 decimals. */
function rounded(value: Ratio, to: Ratio | undefined): Ratio {
  const decimals = to?.valueOf() ?? 0;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 12)
    throw new Refused('formula-domain', 'round');
  const scale = 10n ** BigInt(decimals);
  const size = (2n * value.n * scale + value.d) / (2n * value.d);
  return ratioOf(value.s < 0n ? -size : size, scale);
}

function ofOne(name: 'abs' | 'sqrt' | 'log' | 'exp', value: Ratio): Ratio {
  switch (name) {
    case 'abs':
      return value.abs();
    case 'exp':
      return value.equals(ZERO) ? ONE : fromDouble(Math.exp(value.valueOf()), name);
    case 'log':
      if (value.lte(ZERO)) throw new Refused('formula-domain', name);
      return fromDouble(Math.log(value.valueOf()), name);
    case 'sqrt': {
      if (value.lt(ZERO)) throw new Refused('formula-domain', name);
      const above = wholeRoot(value.n);
      const below = wholeRoot(value.d);
      return above !== undefined && below !== undefined
        ? ratioOf(above, below)
        : fromDouble(Math.sqrt(value.valueOf()), name);
    }
  }
}

/** The root of a square below 2⁵², else undefined. */
function wholeRoot(value: bigint): bigint | undefined {
  if (value > 2n ** 52n) return undefined;
  const root = BigInt(Math.round(Math.sqrt(Number(value))));
  return root * root === value ? root : undefined;
}

const bits = (value: bigint): number => value.toString(16).length * 4;

function bounded(value: Ratio): Ratio {
  return Math.max(bits(value.n), bits(value.d)) <= WIDEST_BITS
    ? value
    : fromDouble(value.valueOf(), '');
}

function fromDouble(value: number, at: string): Ratio {
  if (Number.isNaN(value)) throw new Refused('formula-domain', at);
  const ratio = ratioOfDouble(value);
  if (!ratio) throw new Refused('formula-too-large', at);
  return ratio;
}
