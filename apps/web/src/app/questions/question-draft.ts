import { Service, computed, signal } from '@angular/core';

import { type Complaint, QuestionContent, type QuestionType } from '@holdout/contracts';
import { faultsOf } from '@holdout/grading';

import { Refusal } from '../core/refusal';
import { emptyContent } from './content-draft';
import { placeOf } from './fault-places';

/** The question that is being written, and what is wrong with it, field by field. Provide it in the page of the editor. */
@Service({ autoProvided: false })
export class QuestionDraft {
  readonly content = signal<QuestionContent>(emptyContent('single'));
  /** Whose images its texts show. */
  readonly bankId = signal<string | undefined>(undefined);
  /** Nobody is told of what is not there yet before they say that they are done. */
  readonly tried = signal(false);
  private readonly refused = signal<readonly Complaint[]>([]);
  private readonly own = computed(() => faultsIn(this.content()));
  readonly faults = computed(() => {
    const own = this.own();
    const alike = (one: Complaint) =>
      own.some(({ code, column }) => code === one.code && column === one.column);
    return [...own, ...this.refused().filter((one) => !alike(one))];
  });
  private readonly placed = computed(() =>
    Map.groupBy(this.faults(), (fault) => placeOf(fault, this.content())),
  );

  at(place: string): readonly Complaint[] {
    return this.tried() ? (this.placed().get(place) ?? []) : [];
  }

  begin(content: QuestionContent, bankId: string | undefined): void {
    this.content.set(content);
    this.bankId.set(bankId);
    this.tried.set(false);
    this.refused.set([]);
  }

  /** What the server found is of the text it was given. */
  change(part: Partial<QuestionContent>): void {
    this.content.set({ ...this.content(), ...part } as QuestionContent);
    this.refused.set([]);
  }

  changeType(type: QuestionType): void {
    this.content.set(emptyContent(type, this.content()));
    this.refused.set([]);
    this.tried.set(false);
  }

  refusedBy(error: unknown): void {
    this.refused.set(error instanceof Refusal ? error.faults : []);
  }
}

/** By the contract first, whose faults are of form; then by what can be asked. */
function faultsIn(content: QuestionContent): Complaint[] {
  const read = QuestionContent.safeParse(content);
  if (!read.success)
    return read.error.issues.map((issue) => ({
      code: CODES[issue.code] ?? 'question-part-unfit',
      column: issue.path.join('.'),
    }));
  return faultsOf(read.data).map(({ code, part, value }) => ({
    code,
    ...(part === undefined ? {} : { column: part }),
    ...(value === undefined ? {} : { value }),
  }));
}

const CODES: Readonly<Record<string, string>> = {
  too_small: 'question-part-missing',
  too_big: 'question-part-too-large',
};
