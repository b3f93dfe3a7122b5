// Every bench there is, in the order in which they run. A bench is
//   { name, title, unit, rounds: { full, quick },
//     prepare({ quick, say }) -> { context, skipped?: { arm: why }, end() },   context goes to the arms as JSON
//     arms: { name: { title, run(context) -> { figure, first?, value?, facts? } } }
//                 or { title, command(context) -> [program, ...arguments] } which prints the same as its last line,
//     ratios: [{ title, goal, needs: [arm], of(round) }], checks: [{ title, needs: [arm], holds(round) }] }
// where a round has every arm's result under its name.
import { boardGrowth } from './board-growth.mjs';
import { boardHttp } from './board-http.mjs';
import { boardSql } from './board-sql.mjs';
import { csv } from './csv.mjs';
import { figures } from './figures.mjs';
import { gradebook } from './gradebook.mjs';
import { http } from './http.mjs';
import { overhead } from './overhead.mjs';
import { upload } from './upload.mjs';
import { quiz } from './quiz.mjs';

export const benches = [
  boardSql,
  boardGrowth,
  boardHttp,
  http,
  quiz,
  gradebook,
  overhead,
  ...figures,
  csv,
  upload,
];
