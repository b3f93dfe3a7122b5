import { Component, computed, inject } from '@angular/core';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import type { QuestionContent } from '@holdout/contracts';

import { AnswerSettings, type AnswerSettingsOf } from './answer-settings';
import { ComputedSettings } from './computed-settings';
import {
  type Gap,
  type KeyRow,
  columnsOf,
  rowsOf,
  spareTargets,
  withRows,
  withSpareTargets,
} from './content-draft';
import { EssaySettings } from './essay-settings';
import { GapEditor } from './gap-editor';
import { KeyRows } from './key-rows';
import { PlacedFaults } from './placed-faults';
import { QuestionDraft } from './question-draft';

/** What is right, and all that a type of question can say of it. */
@Component({
  selector: 'app-key-editor',
  imports: [
    AnswerSettings,
    ComputedSettings,
    EssaySettings,
    GapEditor,
    KeyRows,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    PlacedFaults,
    TranslocoDirective,
  ],
  templateUrl: './key-editor.html',
  styleUrl: './rows.scss',
})
export class KeyEditor {
  protected readonly draft = inject(QuestionDraft);
  protected readonly content = this.draft.content;
  protected readonly columns = computed(() => columnsOf(this.content()));
  protected readonly rows = computed(() => rowsOf(this.content()));
  protected readonly spare = computed(() => spareTargets(this.content()).join('\n'));
  protected readonly weighted = computed(() => {
    const content = this.content();
    return content.type === 'multiple' && content.rule === 'weights';
  });

  protected change(part: object): void {
    this.draft.change(part);
  }

  protected setRows(rows: readonly KeyRow[]): void {
    this.draft.change(withRows(this.content(), rows));
  }

  protected setSpare(typed: string): void {
    const texts = typed.split('\n').map((line) => line.trim());
    this.draft.change(
      withSpareTargets(
        this.content(),
        texts.filter((text) => text !== ''),
      ),
    );
  }

  /** The same settings lie in several types of questions. */
  protected settingsOf(content: QuestionContent): AnswerSettingsOf {
    return content as AnswerSettingsOf;
  }

  protected setGap(gap: Gap): void {
    this.setGaps((gaps) => gaps.map((each) => (each.id === gap.id ? gap : each)));
  }

  /** With its mark in the text. */
  protected removeGap(id: string): void {
    this.setGaps((gaps) => gaps.filter((each) => each.id !== id));
    this.draft.change({ text: this.content().text.replaceAll(`[[${id}]]`, '') });
  }

  private setGaps(change: (gaps: readonly Gap[]) => Gap[]): void {
    const content = this.content();
    if (content.type === 'cloze') this.change({ gaps: change(content.gaps) });
  }
}
