import { Button } from '@mantine/core';
import { Dialog } from '../ui/dialog.tsx';
import type { useLeaveGuard } from './use-leave-guard.ts';

interface Props {
  guard: ReturnType<typeof useLeaveGuard>;
  words: { title: string; body: string; stay: string; leave: string };
}

/** Asks whoever is about to leave something that is shown this once. */
export function LeaveDialog({ guard, words }: Props) {
  if (!guard.leaving) return null;
  return (
    <Dialog
      title={words.title}
      cancel={words.stay}
      onClose={guard.stay}
      act={
        <Button variant="danger" onClick={guard.leave}>
          {words.leave}
        </Button>
      }
    >
      <p>{words.body}</p>
    </Dialog>
  );
}
