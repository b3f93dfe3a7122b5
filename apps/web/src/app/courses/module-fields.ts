import { Component, input } from '@angular/core';
import {
  type FieldTree,
  FormField,
  type SchemaPath,
  applyEach,
  max,
  maxLength,
  min,
  pattern,
  required,
} from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { FieldFault } from '../ui/field-fault';
import { Icon } from '../ui/icon';
import { type ModuleDraft, moved, withNewModule } from './module-drafts';

/** The rules of the contract, told while typing. */
export function moduleRules(path: SchemaPath<ModuleDraft[]>): void {
  applyEach(path, (module) => {
    required(module.number);
    min(module.number, 0);
    max(module.number, 999);
    required(module.title);
    maxLength(module.title, 200);
    applyEach(module.links, (link) => {
      required(link.title);
      required(link.url);
      pattern(link.url, /^https?:\/\/\S+$/, { error: { kind: 'url' } });
    });
  });
}

/** Number, title and links of each module, in order. */
@Component({
  selector: 'app-module-fields',
  imports: [
    FieldFault,
    FormField,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    TranslocoDirective,
  ],
  templateUrl: './module-fields.html',
  styleUrl: './module-fields.scss',
})
export class ModuleFields {
  readonly modules = input.required<FieldTree<ModuleDraft[]>>();

  protected add(): void {
    this.change(withNewModule);
  }

  protected move(index: number, by: -1 | 1): void {
    this.change((drafts) => moved(drafts, index, by));
  }

  protected remove(index: number): void {
    this.change((drafts) => drafts.filter((_, at) => at !== index));
  }

  protected addLink(index: number): void {
    this.changeLinks(index, (links) => [...links, { title: '', url: '' }]);
  }

  protected removeLink(index: number, link: number): void {
    this.changeLinks(index, (links) => links.filter((_, at) => at !== link));
  }

  private changeLinks(
    index: number,
    change: (links: ModuleDraft['links']) => ModuleDraft['links'],
  ): void {
    this.change((drafts) =>
      drafts.map((draft, at) => (at === index ? { ...draft, links: change(draft.links) } : draft)),
    );
  }

  private change(how: (drafts: ModuleDraft[]) => ModuleDraft[]): void {
    const state = this.modules()();
    state.value.update(how);
    state.markAsDirty();
  }
}
