import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type ResponseOf, challengeRoutes, gradeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { Confirm } from '../ui/confirm';
import { FaultList } from '../ui/fault-list';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { numberText } from '../ui/number-text';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { type PolicyForm, formOf, freeId, policyOf, weightsOf } from './policy-form';
import { PolicyItems } from './policy-items';
import { RatioPipe } from './share-pipes';
import { StrongerReferenceLine } from './stronger-reference';

type State = ResponseOf<typeof gradeRoutes.policies>;
type Draft = NonNullable<State['draft']>;
type Kind = PolicyForm['components'][number]['kind'];

/** Writes the draft of the grading policy and publishes it; what keeps it from being published is said at once. */
@Component({
  selector: 'app-policy-editor',
  imports: [
    FaultList,
    Icon,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    PolicyItems,
    RatioPipe,
    RouterLink,
    StrongerReferenceLine,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './policy-editor.html',
  styleUrl: './policy-editor.scss',
})
export class PolicyEditor {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  protected readonly current = inject(CurrentCourse);
  readonly draft = input.required<Draft>();
  /** Whether nothing was ever published. */
  readonly first = input(false);
  readonly changed = output<State>();

  protected readonly kinds: readonly Kind[] = [
    'quizzes',
    'model',
    'presentation',
    'participation',
    'manual',
  ];
  protected readonly form = linkedSignal(() =>
    formOf(this.draft().policy, this.languages.locale()),
  );
  protected readonly dirty = linkedSignal<Draft, boolean>({
    source: this.draft,
    computation: () => false,
  });
  protected readonly read = computed(() => policyOf(this.form()));
  protected readonly formFaults = computed(() => {
    const read = this.read();
    return 'faults' in read ? read.faults : [];
  });
  protected readonly weights = computed(() => weightsOf(this.form()));
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly challenges = this.api.read(challengeRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly challengeList = computed(() =>
    this.challenges.hasValue() ? this.challenges.value().items : [],
  );

  protected set(change: Partial<PolicyForm>): void {
    this.form.update((form) => ({ ...form, ...change }));
    this.dirty.set(true);
  }

  protected setWorst(change: Partial<PolicyForm['worst']>): void {
    this.set({ worst: { ...this.form().worst, ...change } });
  }

  protected setLate(change: Partial<PolicyForm['late']>): void {
    this.set({ late: { ...this.form().late, ...change } });
  }

  protected setScale(change: Partial<PolicyForm['scale']>): void {
    this.set({ scale: { ...this.form().scale, ...change } });
  }

  protected setFactor(change: Partial<PolicyForm['factor']>): void {
    this.set({ factor: { ...this.form().factor, ...change } });
  }

  protected setAt<Name extends 'components' | 'anchors' | 'full'>(
    list: Name,
    at: number,
    change: Partial<PolicyForm[Name][number]>,
  ): void {
    this.set({
      [list]: this.form()[list].map((each, i) => (i === at ? { ...each, ...change } : each)),
    });
  }

  protected without(list: 'components' | 'anchors' | 'full', at: number): void {
    this.set({ [list]: this.form()[list].filter((_, i) => i !== at) });
  }

  protected setLetter(at: number, change: { letter?: string; from?: string }): void {
    const letters = this.form().scale.letters.map((each, i) =>
      i === at ? { ...each, ...change } : each,
    );
    this.setScale({ letters });
  }

  protected addComponent(kind: Kind): void {
    const { components } = this.form();
    this.set({
      components: [...components, { id: freeId(kind, components), name: '', kind, weight: '0' }],
    });
  }

  protected addAnchor(): void {
    this.set({ anchors: [...this.form().anchors, { skill: '', share: '100' }] });
  }

  protected addFull(): void {
    const challengeId = this.challengeList()[0]?.id;
    if (challengeId === undefined) return;
    this.set({ full: [...this.form().full, { challengeId, skill: '1' }] });
  }

  /** What a stronger reference reached is worth 100 %, written as this reader writes figures. */
  protected takeReference(at: number, skill: number): void {
    this.setAt('full', at, {
      skill: numberText(skill, this.languages.locale(), { decimals: 4 }),
    });
  }

  protected async save(): Promise<boolean> {
    const read = this.read();
    if ('faults' in read) return false;
    return this.attempt(async () => {
      this.changed.emit(
        await this.api.send(gradeRoutes.putDraft, {
          params: { courseId: this.current.id() },
          body: { policy: read.policy, revision: this.draft().revision },
        }),
      );
      this.toast.say('grades.policy.saved');
    });
  }

  protected async publish(): Promise<void> {
    const t = (key: string) => this.transloco.translate(`grades.policy.publish.${key}`);
    const reason = await this.confirm.reason({
      title: t('ask'),
      text: t('text'),
      deed: t('deed'),
      why: { label: t('why') },
    });
    if (reason === undefined) return;
    await this.attempt(async () => {
      this.changed.emit(
        await this.api.send(gradeRoutes.publishPolicy, {
          params: { courseId: this.current.id() },
          body: { revision: this.draft().revision, reason: reason.slice(0, 500) },
        }),
      );
      this.toast.say('grades.policy.publish.done');
    });
  }

  protected async drop(): Promise<void> {
    const t = (key: string) => this.transloco.translate(`grades.policy.drop.${key}`);
    if (!(await this.confirm.ask({ title: t('ask'), deed: t('deed'), grave: true }))) return;
    const params = { courseId: this.current.id() };
    await this.attempt(async () => {
      await this.api.send(gradeRoutes.dropDraft, { params });
      this.changed.emit(await this.api.send(gradeRoutes.policies, { params }));
    });
  }

  private async attempt(deed: () => Promise<void>): Promise<boolean> {
    this.trouble.set(undefined);
    try {
      await deed();
      return true;
    } catch (thrown) {
      this.trouble.set(thrown);
      return false;
    }
  }
}
