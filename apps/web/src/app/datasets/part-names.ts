import type { Complaint } from '@holdout/contracts';

const PARTS = ['train', 'public', 'private'];

/** Complaints of a split name its parts as the wire does; here by the words of the page. */
export function withPartNames(
  complaints: readonly Complaint[],
  nameOf: (part: string) => string,
): Complaint[] {
  const named = (text: string | undefined) =>
    text !== undefined && PARTS.includes(text) ? nameOf(text) : text;
  return complaints.map((complaint) => {
    switch (complaint.code) {
      case 'class-without-rows':
      case 'target-constant-in-part':
        return { ...complaint, expected: named(complaint.expected) };
      case 'part-without-rows':
      case 'part-too-small':
        return { ...complaint, value: named(complaint.value) };
      default:
        return complaint;
    }
  });
}
