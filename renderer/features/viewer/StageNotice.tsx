import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useView } from '../../state/view-store.ts';
import type { Place, Size } from './picture-place.ts';

interface StageNoticeProps {
  /** What went wrong, and what to do. */
  readonly problem: string | null;
  /** What is being waited for; shown only when it takes a while. */
  readonly waiting: string | null;
  /** Why there is no result to see: no failure, just a fact. */
  readonly calm: string | null;
  /** The calm sentence stands on the result's side of the wipe. */
  readonly besideSource: boolean;
  /** Of the picture that the calm sentence stands for. */
  readonly place: Place;
  /** What of the stage that picture may take. */
  readonly stage: Size;
  /** Something else is at the bottom of the stage. */
  readonly raised: boolean;
}

const patienceMs = 350;

/** The viewer's state in words, over the picture. */
export function StageNotice({ problem, waiting, calm, besideSource, place, stage, raised }: StageNoticeProps) {
  const besideWipe = calm !== null && besideSource;
  const fraction = useView((view) => (besideWipe ? view.wipeFraction : 0));
  const late = useLate(waiting);
  const left = Math.max(0, place.left + (besideSource ? fraction * place.width : 0));
  const right = Math.min(stage.width, place.left + place.width);
  const top = Math.max(0, place.top);
  const bottom = Math.min(stage.height, place.top + place.height);
  return (
    <>
      {calm !== null && problem === null && (
        <Box
          sx={(theme) => ({
            position: 'absolute',
            display: 'grid',
            placeItems: 'center',
            overflow: 'hidden',
            pointerEvents: 'none',
            backgroundColor: theme.studio.picture,
          })}
          style={{ left, top, width: Math.max(0, right - left), height: bottom - top }}
        >
          <Pill quiet>{calm}</Pill>
        </Box>
      )}
      <Box
        role="status"
        sx={{
          position: 'absolute',
          inset: `auto 0 ${raised ? 56 : 16}px`,
          display: 'flex',
          justifyContent: 'center',
          pointerEvents: 'none',
          px: 4,
        }}
      >
        {problem !== null ? <Pill problem>{problem}</Pill> : late !== null ? <Pill>{late}</Pill> : null}
      </Box>
    </>
  );
}

function Pill({
  children,
  problem = false,
  quiet = false,
}: {
  readonly children: string;
  readonly problem?: boolean;
  readonly quiet?: boolean;
}) {
  return (
    <Box
      sx={(theme) => ({
        ...theme.typography.body2,
        maxWidth: 560,
        px: 3,
        py: 1.5,
        textAlign: 'center',
        textWrap: 'balance',
        borderRadius: 1,
        color: quiet ? theme.onPicture.dim : theme.onPicture.text,
        backgroundColor: quiet ? 'transparent' : 'rgb(0 0 0 / 78%)',
        border: quiet ? 'none' : `1px solid ${problem ? theme.onPicture.error : theme.onPicture.line}`,
      })}
    >
      {children}
    </Box>
  );
}

/** The words once they have been true for a while: what is quick is not talked about. */
function useLate(words: string | null): string | null {
  const [late, setLate] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setLate(words), words === null ? 0 : patienceMs);
    return () => clearTimeout(timer);
  }, [words]);
  return words === null ? null : late;
}
