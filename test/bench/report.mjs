import { existsSync, readFileSync } from 'node:fs';

export function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** The benches that ran now, and of the others what was measured before. */
export function merged(before, run) {
  const ran = new Map(run.benches.map((bench) => [bench.name, stamped(bench, run)]));
  const kept = (before?.benches ?? []).map((bench) => {
    const newer = ran.get(bench.name);
    ran.delete(bench.name);
    return newer ?? bench;
  });
  return { ...run, benches: [...kept, ...ran.values()] };
}

const stamped = (bench, { at, machine }) => ({ ...bench, at, machine });

export function table(run) {
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Every ratio is the median of the rounds’ own; arms take turns in processes of their own; what they answer is compared in the same run. Milliseconds wander with the load, which stands beside them; no test asserts one.',
    ...run.benches.flatMap((bench) => section({ ...stamped(bench, run), ...bench })),
  ].join('\n');
}

function section({ name, title, unit, rounds, arms, ratios, checks, skipped, load, at, machine }) {
  return [
    '',
    `## ${name}: ${title}`,
    '',
    `${at.slice(0, 16).replace('T', ' ')} UTC · ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB · Node ${machine.node} · ${rounds} rounds · load before ${load.before.join(' ')}, after ${load.after.join(' ')}`,
    '',
    `| arm | ${unit} | first | facts |`,
    '| --- | ---: | ---: | --- |',
    ...arms.map(
      (arm) =>
        `| ${arm.title} | ${digits(arm.median)} | ${arm.first === null ? '' : digits(arm.first)} | ${facts(arm.facts)} |`,
    ),
    ...Object.entries(skipped).map(([arm, why]) => `| ${arm} | skipped | | ${why} |`),
    ...(ratios.length === 0
      ? []
      : [
          '',
          '| ratio | median | goal |',
          '| --- | ---: | --- |',
          ...ratios.map((ratio) => `| ${ratio.title} | ${digits(ratio.median)} | ${ratio.goal} |`),
        ]),
    ...(checks.length === 0 ? [] : ['']),
    ...checks.map((check) => `- ${check.holds ? 'holds' : '**DOES NOT HOLD**'}: ${check.title}`),
  ];
}

const digits = (value) => (value >= 1000 ? String(Math.round(value)) : value.toPrecision(3));
const facts = (given) =>
  Object.entries(given)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
