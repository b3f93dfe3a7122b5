import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports keep counts at their thresholds instead of shares: a ROC curve's are its shares of each class of the matrix. */
export class ReportsCurve1795600009001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      WITH counted AS (
        SELECT evaluation_id, part, body -> 'roc' AS roc,
               (SELECT sum(n::int) FROM jsonb_array_elements_text(body -> 'confusion' -> 'counts' -> 0) AS n) AS negatives,
               (SELECT sum(n::int) FROM jsonb_array_elements_text(body -> 'confusion' -> 'counts' -> 1) AS n) AS positives
          FROM reports WHERE jsonb_typeof(body -> 'roc') = 'array')
      UPDATE reports r SET body = r.body || jsonb_build_object('curve', jsonb_build_object(
               'positives', c.positives, 'negatives', c.negatives,
               'corners', (SELECT jsonb_agg(jsonb_build_object('threshold', corner -> 'threshold',
                             'tp', round((corner ->> 'tpr')::numeric * c.positives)::int,
                             'fp', round((corner ->> 'fpr')::numeric * c.negatives)::int) ORDER BY n)
                             FROM jsonb_array_elements(c.roc) WITH ORDINALITY AS corners (corner, n))))
        FROM counted c WHERE r.evaluation_id = c.evaluation_id AND r.part = c.part;
      UPDATE reports SET body = '{"curve": null, "calibration": null}' || (body - 'roc');
      UPDATE reports SET body = jsonb_set(body, '{residuals,levels}', '[]')
       WHERE jsonb_typeof(body -> 'residuals') = 'object'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      WITH shared AS (
        SELECT evaluation_id, part,
               (SELECT jsonb_agg(jsonb_build_object('threshold', corner -> 'threshold',
                  'tpr', (corner ->> 'tp')::float8 / (body -> 'curve' ->> 'positives')::float8,
                  'fpr', (corner ->> 'fp')::float8 / (body -> 'curve' ->> 'negatives')::float8) ORDER BY n)
                  FROM jsonb_array_elements(body -> 'curve' -> 'corners') WITH ORDINALITY AS corners (corner, n)) AS roc
          FROM reports WHERE jsonb_typeof(body -> 'curve') = 'object')
      UPDATE reports r SET body = r.body || jsonb_build_object('roc', s.roc)
        FROM shared s WHERE r.evaluation_id = s.evaluation_id AND r.part = s.part;
      UPDATE reports SET body = '{"roc": null}' || (body - 'curve' - 'calibration') #- '{residuals,levels}'`);
  }
}
