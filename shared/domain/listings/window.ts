/** How something stands that holds from one moment to another, both included (ms). */
export type Phase = 'pending' | 'active' | 'ended';

export interface Window {
  from: number;
  until: number;
}

export const phaseAt = ({ from, until }: Window, now: number): Phase => (now < from ? 'pending' : now <= until ? 'active' : 'ended');

export const overlap = (a: Window, b: Window): boolean => a.from <= b.until && b.from <= a.until;
