import type { Lab } from '@holdout/contracts';

import { isReleased, shownAs } from './lab.rules';
import type { LabFileRow, LabRow } from './labs.repository';

/** `files` are those the reader may have. */
export function toLab(
  lab: LabRow,
  files: readonly LabFileRow[],
  reader: { readonly staff: boolean; readonly done: boolean; readonly now: Date },
): Lab {
  const released = isReleased(lab, reader.now);
  return {
    id: lab.id,
    number: lab.number,
    title: lab.title,
    moduleId: lab.moduleId,
    solvedAt: reader.staff || released ? (lab.solvedAt?.toISOString() ?? null) : null,
    released,
    files: files.map(({ id, role, language, name, bytes }) => ({
      id,
      role,
      language,
      name,
      bytes,
      shown: shownAs(name) !== null,
      hidden: role === 'solved' && !released,
    })),
    done: reader.done,
  };
}
