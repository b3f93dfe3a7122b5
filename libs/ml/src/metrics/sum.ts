/** Neumaier's compensated sum: the error of n additions is that of one. */
export class Sum {
  private total = 0;
  private lost = 0;

  add(x: number): void {
    const t = this.total + x;
    this.lost += Math.abs(this.total) >= Math.abs(x) ? this.total - t + x : x - t + this.total;
    this.total = t;
  }

  get value(): number {
    return this.total + this.lost;
  }
}
