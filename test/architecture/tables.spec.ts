import { Client } from 'pg';

import { freshDatabase } from '../support/database';

/** Every table, column, constraint and index there is, one line each, as PostgreSQL tells them. */
const DESCRIBE = `
  SELECT format('%s.%s', n.nspname, c.relname) AS thing, l.line
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('public', 'vault')
    CROSS JOIN LATERAL (
      SELECT format('%s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                    CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
                    coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) AS line, 1 AS part, a.attnum AS at
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT pg_get_constraintdef(k.oid), 2, row_number() OVER (ORDER BY k.contype, pg_get_constraintdef(k.oid))
        FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> 'n'
      UNION ALL
      SELECT pg_get_indexdef(i.indexrelid), 3, row_number() OVER (ORDER BY pg_get_indexdef(i.indexrelid))
        FROM pg_index i WHERE i.indrelid = c.oid) l
   WHERE c.relkind = 'r' AND c.relname <> 'migrations'
   ORDER BY thing, l.part, l.at`;

describe('the tables', () => {
  it('are what was looked at when the snapshot was taken: a migration changes it knowingly', async () => {
    const client = new Client({ connectionString: await freshDatabase() });
    await client.connect();
    const { rows } = await client.query<{ thing: string; line: string }>(DESCRIBE);
    await client.end();
    const tables = Map.groupBy(rows, ({ thing }) => thing);
    expect(
      [...tables]
        .map(([thing, lines]) => [thing, ...lines.map(({ line }) => `  ${line}`)].join('\n'))
        .join('\n'),
    ).toMatchSnapshot();
  });
});
