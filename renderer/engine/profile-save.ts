import { create } from 'zustand';

/** A temporal profile on its way into a file. */
interface ProfileSaving {
  readonly path: string;
  readonly fraction: number;
  readonly cancel: () => void;
}

/** One at a time: the next has to wait. */
export const useProfileSave = create<{ readonly saving: ProfileSaving | null }>()(() => ({ saving: null }));
